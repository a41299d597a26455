"""Moments that come so many working days after a limit, and stand while its clock does."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import uuid4

from app.storage.case.cases import Case
from app.storage.clock.deadlines import OF_NOBODY, RUNNING, Deadline
from app.usecases.counting import dates
from app.usecases.work import Work
from engine.rules import deadlines as rules
from engine.rules.deadlines import OFFICE_ZONE


def after(limit: Deadline, working_days: int) -> dict[str, Any]:
    """Return how a moment is counted that comes so many working days after the last day."""
    last_day = limit.due_on or rules.last_day(limit.due_at)
    return {
        "rule_kind": "nth_working_day",
        "rule_value": str(working_days),
        "from_at": datetime.combine(last_day, time(), OFFICE_ZONE),
        "follows_clock": limit.follows_clock,
    }


def row(
    work: Work, case: Case, limit: Deadline, kind: str, counted: Mapping[str, Any], about: str
) -> dict[str, Any]:
    """Return the row of a moment that comes after a limit, dated as the case stands.

    :param counted: its rule, as ``after`` tells it.
    :param about: what it is for, beside the limit.
    """
    row: dict[str, Any] = {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": limit.task_id,
        "timer_id": about,
        "kind": kind,
        "moves": False,
        "step": limit.step,
        **counted,
        "basis": None,
        "state": RUNNING,
    }
    counting, probe = dates.standing(work, case), Deadline(**row)
    when, calendar = counting.dates(probe), counting.calendar(probe)
    row |= {"due_at": when.due_at, "due_on": None, "state": when.state}
    row |= {"provisional": calendar.provisional(rules.last_day(when.due_at))}
    return row | {"calendar_version": calendar.version} | OF_NOBODY
