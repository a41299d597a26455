"""Versions of processes: published, moved to, and what older cases lack."""
