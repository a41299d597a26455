"""The two limits of a case: the one promised to the public and the one of the law."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from app.storage.clock.deadlines import CARD, MET, OF_NOBODY, PREWARNING, RUNNING
from app.usecases.counting import alerting
from app.usecases.counting.dates import EXTENDED, PROMISED, STATUTORY
from app.usecases.moving import receiving
from app.usecases.moving.moved import Moved
from engine.rules import deadlines as rules
from engine.rules.cards import nearing
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.prewarnings import Span
from engine.rules.timers import Rule

OF_ITEM = "item: promised limit"
IMMEDIATE = "immediate"


def start(moved: Moved, accepted_on: date) -> None:
    """Let both limits run from the day of acceptance, which is not itself counted.

    The promise of an immediate item ends when the office closes, on the very day.

    Source: Administrative Licensing Law, Art. 42 (limits), Art. 32 (acceptance); facts D-21.
    """
    case = moved.case
    promised = row(moved, PROMISED, *_promise(moved, accepted_on), OF_ITEM)
    allowed = Rule("working_days", str(case.item["statutory_days"]))
    statutory = row(moved, STATUTORY, allowed, accepted_on, _article(moved))
    moved.limits.extend((promised, statutory, *_warnings(moved, promised)))
    case.promised_due_on, case.statutory_due_on = promised["due_on"], statutory["due_on"]
    case.due_at = promised["due_at"]
    case.yellow_at = promised["warn_at"]
    case.provisional = promised["provisional"] or statutory["provisional"]


def meet(moved: Moved) -> None:
    """End both limits, and what waited for them to pass: the case is decided.

    Perhaps it is by the same move that accepted it.
    """
    moved.met.extend((PROMISED, STATUTORY, PREWARNING, CARD))
    for begun in moved.limits:
        if begun["kind"] in (PROMISED, STATUTORY, PREWARNING):
            begun |= {"state": MET, "ended_at": moved.work.now}
    moved.case.yellow_at = None
    moved.case.due_at = None


def row(
    moved: Moved, kind: str, rule: Rule, from_on: date, basis: str, follows_clock: bool = True
) -> dict[str, Any]:
    """Return the row of a limit of the whole case that begins with a day."""
    case, calendar = moved.case, moved.calendar
    from_at = datetime.combine(from_on, time(), OFFICE_ZONE)
    extra = case.extra_days if kind in EXTENDED else 0
    due_at = rules.due_at(rule, from_at, calendar, extra=extra)
    due_on = rules.last_day(due_at)
    span = Span(rule, from_at, due_at, extra=extra)
    return {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": None,
        "beside": None,
        "timer_id": None,
        "kind": kind,
        "moves": False,
        "step": None,
        "rule_kind": rule.kind,
        "rule_value": rule.value,
        "from_at": from_at,
        "follows_clock": follows_clock,
        "due_on": due_on,
        "due_at": due_at,
        "provisional": calendar.provisional(due_on),
        "calendar_version": calendar.version,
        "basis": basis,
        "state": RUNNING,
        "asked": case.lead_department,
        "moved_at": None,
        **alerting.alerts(case.item, kind, span, calendar),
    }


def _warnings(moved: Moved, promised: dict[str, Any]) -> list[dict[str, Any]]:
    """Return when cards warn that the promised limit comes to its end.

    Source: facts 2.6 (pre-warning), D-23.
    """
    rows: list[dict[str, Any]] = []
    for rule in moved.work.rulebook.nearing:
        near = nearing(rule, Rule(promised["rule_kind"], promised["rule_value"]))
        if near is None:
            continue
        from_on = promised["from_at"].date()
        warning = row(moved, PREWARNING, near, from_on, "")
        about = {"timer_id": f"card:{rule.code}:{promised['id']}", "basis": None, "due_on": None}
        rows.append(warning | about | OF_NOBODY)
    return rows


def _promise(moved: Moved, accepted_on: date) -> tuple[Rule, date]:
    days = str(moved.case.item["promised_days"])
    if moved.case.handling_kind == IMMEDIATE:
        return Rule("closing", days), receiving.at_once_on(moved.work, moved.case)
    return Rule("working_days", days), accepted_on


def _article(moved: Moved) -> str:
    law = moved.work.clock.limit(moved.case.item_code, moved.case.handling_kind)
    return law.article if law else "Administrative Licensing Law, Art. 42"
