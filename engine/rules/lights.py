"""The light of a limit, computed when somebody looks (decision 8)."""

from datetime import datetime
from typing import Literal

Light = Literal["green", "yellow", "red", "none"]


def light(now: datetime, yellow_at: datetime | None, due_at: datetime | None) -> Light:
    """Return the light of a limit at a moment; ``none`` where there is no limit.

    Source: facts 2.6 (electronic supervision), D-04.

    >>> due = datetime.fromisoformat("2026-03-10T00:00:00+08:00")
    >>> light(due, None, due)
    'red'
    """
    if due_at is None:
        return "none"
    if now >= due_at:
        return "red"
    return "yellow" if yellow_at is not None and now >= yellow_at else "green"
