"""The guard of the clock: heartbeats, jumps, outages, and who decides what they leave open."""
