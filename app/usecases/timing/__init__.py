"""What happens because time passes: a limit marks its case, or moves it."""

from app.usecases.timing.passing import First, Passed, first_of, mark_first, pass_deadline
from app.usecases.timing.reminding import remind

__all__ = ["First", "Passed", "first_of", "mark_first", "pass_deadline", "remind"]
