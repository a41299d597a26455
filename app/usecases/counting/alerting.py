"""When a limit is about to end, and when whoever is asked is reminded: as its item says."""

from datetime import datetime
from typing import Any

from app.storage.case.cases import Case
from app.storage.clock.deadlines import PAUSED, UNASKED, Deadline
from app.storage.office.items import USUAL
from app.usecases.counting.dates import OF_CASE, Counting
from engine.rules.calendar import WorkCalendar
from engine.rules.prewarnings import Lead, Span, warn_at, warnings

OF_TIMERS = "timer"
"""What the process itself waits for: nobody is asked, and nobody is reminded."""


def warned(item: dict[str, Any], kind: str, span: Span, calendar: WorkCalendar) -> datetime | None:
    """Return the moment from which a limit is about to end; its light is yellow from then on.

    :param item: as the case keeps it: its limits and warnings stay those of the hand-in.
    :param kind: the kind of the limit: those of the case and all others have their own lead.

    Source: facts 2.6 (pre-warning).
    """
    return warn_at(span, calendar, _lead(USUAL | item, kind))


def _lead(said: dict[str, Any], kind: str) -> Lead:
    """Return how early a limit is yellow, as its item says."""
    early = said["warning_days" if kind in OF_CASE else "step_warning_days"]
    return Lead(early, said["warning_percent"])


def alerts(
    item: dict[str, Any], kind: str, span: Span, calendar: WorkCalendar
) -> dict[str, datetime | None]:
    """Return the moments of a new limit before its end, as columns of its row."""
    said = USUAL | item
    before = None if kind == OF_TIMERS else said["reminder_days"]
    reminder = [] if before is None else [Lead(before)]
    moments = warnings(span, calendar, [_lead(said, kind), *reminder])
    return {"warn_at": moments[0], "remind_at": moments[1] if reminder else None}


def renew(case: Case, row: Deadline, counting: Counting, moved: bool) -> None:
    """Bring the moments before the end of a limit in line with the end itself.

    Who was reminded is reminded again of another end; while the clock stands, of none.

    :param moved: whether the end is another one than before.
    """
    if row.kind in UNASKED:
        return
    new = alerts(case.item, row.kind, counting.span(row), counting.calendar(row))
    row.warn_at = new["warn_at"]
    if row.state != PAUSED and (moved or row.remind_at is not None):
        row.remind_at = new["remind_at"]
    if task := counting.tasks.get(row.task_id or ""):
        row.asked = task.department or task.role
