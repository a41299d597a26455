"""What lies with people: tasks, and what is done with them."""
