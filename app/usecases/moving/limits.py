"""The two limits of a case: the one promised to the public and the one of the law."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from app.storage.deadlines import RUNNING
from app.usecases.counting import alerting
from app.usecases.counting.dates import PROMISED, STATUTORY
from app.usecases.moving.moved import Moved
from engine.rules import deadlines as rules
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.prewarnings import Span
from engine.rules.timers import Rule

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
    case.yellow_at = promised["warn_at"]
    case.provisional = promised["provisional"] or statutory["provisional"]


def meet(moved: Moved) -> None:
    """End both limits: the case is decided."""
    moved.met.extend((PROMISED, STATUTORY))
    moved.case.yellow_at = None
    moved.case.due_at = None


def _row(moved: Moved, kind: str, from_on: date) -> dict[str, Any]:
    case, calendar = moved.case, moved.calendar
    days = int(case.item[f"{kind}_days"])
    rule, from_at = Rule("working_days", str(days)), datetime.combine(from_on, time(), OFFICE_ZONE)
    due_on = rules.due_on(from_on, days, calendar, extra=case.extra_days)
    due_at = rules.passes_at(due_on)
    span = Span(rule, from_at, due_at, extra=case.extra_days)
    return {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": None,
        "timer_id": None,
        "kind": kind,
        "moves": False,
        "step": None,
        "rule_kind": rule.kind,
        "rule_value": rule.value,
        "from_at": from_at,
        "follows_clock": True,
        "due_on": due_on,
        "due_at": due_at,
        "provisional": calendar.provisional(due_on),
        "calendar_version": calendar.version,
        "basis": BASIS[kind],
        "state": RUNNING,
        "asked": case.lead_department,
        "moved_at": None,
        **alerting.alerts(case.item, kind, span, calendar),
    }
