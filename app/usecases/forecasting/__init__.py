"""When a case will be decided, judged by how long earlier ones took."""

from app.usecases.forecasting.learning import keep, learned
from app.usecases.forecasting.telling import Expected, expected

__all__ = ["Expected", "expected", "keep", "learned"]
