"""Cards and their rules."""
