"""What is done with a task: taken, answered, returned, urged, given late."""
