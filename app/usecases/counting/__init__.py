"""Counting the limits of a case: what stands still in it, and when each limit ends by that."""
