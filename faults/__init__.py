"""Breaks the office on purpose, and counts what was lost: ``make faults``."""
