"""The engine: takes a move and the moment it happens, returns what changed.

It has no web, no database and no clock. The same state and the same move always make the
same change.
"""
