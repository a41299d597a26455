"""The acceptance desk of the integrated window."""

from app.pages.window import checking, entering, settling
from app.pages.window.desk import blueprint as WINDOW

__all__ = ["WINDOW", "checking", "entering", "settling"]
