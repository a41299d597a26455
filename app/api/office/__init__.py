"""The office itself: items, processes, sign-ins."""
