"""Reads the text of an expression into a tree."""
