"""What people do for themselves: come in, keep filters, subscribe."""
