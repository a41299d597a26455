"""A run: one case on its way through a process."""

from engine.run.run import Run

__all__ = ["Run"]
