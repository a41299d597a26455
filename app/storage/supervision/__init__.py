"""What supervision looks at: cards and their rules."""
