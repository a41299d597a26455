"""What ours is compared with: the floor of the same stack, and stock SpiffWorkflow."""
