"""What operators do with values, and what lies behind their dots."""
