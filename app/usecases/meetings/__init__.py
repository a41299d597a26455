"""Joint meetings and joint surveys: called, answered, moved, held, and kept in minutes."""
