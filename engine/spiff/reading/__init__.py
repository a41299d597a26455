"""From files to diagrams that run; what would run wrongly is refused."""
