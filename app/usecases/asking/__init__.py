"""Asking: whoever holds a task wants to know something of others; the case does not go back."""
