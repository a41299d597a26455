"""What happened to a case, in words."""
