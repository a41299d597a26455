"""What people ask each other about a task: from its page, on the page of the case, in a list."""
