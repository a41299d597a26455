"""Kinds of values: what expressions give, and where kinds do not go together."""
