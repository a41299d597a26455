"""Keeping the office in order: incidents worked off, what nobody needs thrown away."""
