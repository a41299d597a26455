"""What happens because time passes: a limit marks its case, or moves it."""

from app.usecases.timing.passing import pass_deadline

__all__ = ["pass_deadline"]
