"""Setting the office up: departments, people, posts, items; and the demo office."""
