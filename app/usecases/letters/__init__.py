"""Notices leave the house: to whom, how often it is tried, and what comes of it."""
