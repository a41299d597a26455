"""The office itself: people, departments, items, processes, sign-ins, settings."""
