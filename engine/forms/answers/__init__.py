"""Answers: as they are sent, each by itself, and as answers to what was asked."""
