"""What is remembered: one file per noun, its table first, then its queries.

Queries are plain functions, the session first. Nothing here commits.
"""
