"""Lists taken along: which there are, how a table is written, and asking for large ones."""
