"""Coordinating a conflict of opinions: up a ladder of rungs, each with its own limit."""
