"""The two limits of a case: the one promised to the public and the one of the law."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from app.storage.deadlines import RUNNING
from app.usecases.counting.dates import PROMISED, STATUTORY
from app.usecases.moving.moved import Moved
from engine.rules import deadlines as rules
from engine.rules.calendar import WorkCalendar

BASIS = {
    PROMISED: "item: promised limit",
    STATUTORY: "Administrative Licensing Law, Art. 42",
}


def start(moved: Moved, accepted_on: date) -> None:
    """Let both limits run from the day of acceptance, which is not itself counted.

    Source: Administrative Licensing Law, Art. 42 (limits), Art. 32 (acceptance).
    """
    case = moved.case
    promised = _row(moved, PROMISED, accepted_on)
    statutory = _row(moved, STATUTORY, accepted_on)
    moved.limits.extend((promised, statutory))
    case.promised_due_on, case.statutory_due_on = promised["due_on"], statutory["due_on"]
    case.due_at = promised["due_at"]
    case.yellow_at = yellow_at(moved.calendar, promised["due_on"], case.item.get("warning_days", 1))
    case.provisional = promised["provisional"] or statutory["provisional"]


def meet(moved: Moved) -> None:
    """End both limits: the case is decided."""
    moved.met.extend((PROMISED, STATUTORY))
    moved.case.yellow_at = None
    moved.case.due_at = None


def yellow_at(calendar: WorkCalendar, due_on: date | None, warning_days: int) -> datetime | None:
    """Return the moment a light turns yellow: the start of the day so many working days before.

    Source: facts on supervision (pre-warning), rule D-23.
    """
    if due_on is None or warning_days < 1:
        return None
    return datetime.combine(calendar.subtract(due_on, warning_days), time(), rules.OFFICE_ZONE)


def _row(moved: Moved, kind: str, from_on: date) -> dict[str, Any]:
    work, case, calendar = moved.work, moved.case, moved.calendar
    days = int(case.item[f"{kind}_days"])
    due_on = rules.due_on(from_on, days, calendar, extra=case.extra_days)
    return {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": None,
        "timer_id": None,
        "kind": kind,
        "moves": False,
        "step": None,
        "rule_kind": "working_days",
        "rule_value": str(days),
        "from_at": datetime.combine(from_on, time(), work.now.tzinfo),
        "follows_clock": True,
        "due_on": due_on,
        "due_at": rules.passes_at(due_on),
        "provisional": calendar.provisional(due_on),
        "calendar_version": calendar.version,
        "basis": BASIS[kind],
        "state": RUNNING,
    }
