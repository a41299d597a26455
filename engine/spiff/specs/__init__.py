"""The elements of a running diagram; shared by all runs, never changed."""
