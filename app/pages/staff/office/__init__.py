"""What stands around the work: notices and how they come, incidents, published processes."""
