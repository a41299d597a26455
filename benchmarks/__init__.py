"""What a step costs, as ratios to the best that the same machine and the same stack can do."""
