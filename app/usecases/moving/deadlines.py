"""The deadline rows follow the run: limits that began, limits that no longer count."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from app.storage.case.history import Fact
from app.storage.clock import case_limits, endings
from app.storage.clock.deadlines import CANCELLED, FIRED, MET, RUNNING, Deadline
from app.storage.ground.base import write_rows
from app.usecases.counting import alerting
from app.usecases.counting.dates import STEP
from app.usecases.moving.moved import Moved
from engine.change import OpenTask, Timer
from engine.rules import deadlines as rules
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.prewarnings import Span
from engine.rules.timers import Rule


def project(moved: Moved) -> list[Fact]:
    """Start the limits of the case, of new tasks and of timers; end those that no longer run.

    With the case, all of them end, and are put on its row.
    """
    rows = [*moved.limits, *(_of_timer(moved, timer) for timer in moved.change.started)]
    if moved.change.ended is None:
        _end(moved)
        write_rows(moved.work.session, Deadline, rows)
    else:
        case_limits.fold(moved.work.session, moved.case, lambda row: _ended(moved, row), rows)
    return [
        Fact(
            "timer.started", row["step"], {"due_at": row["due_at"].isoformat(), "kind": row["kind"]}
        )
        for row in rows
        if row["moves"]
    ]


def _of_timer(moved: Moved, timer: Timer) -> dict[str, Any]:
    """A limit that moves the case (decision 6)."""
    task = moved.opened(timer.task_id)
    calendar = moved.calendar_of(task or moved.opened(timer.beside))
    begins_now = timer.rule.counted and timer.from_ == moved.work.now
    from_at = moved.since(task) if begins_now else timer.from_
    due_at = rules.due_at(timer.rule, from_at, calendar)
    kind = alerting.OF_TIMERS if timer.effect == "move" else timer.effect
    span = Span(timer.rule, from_at, due_at)
    return _row(moved, calendar, kind, span) | {
        "step": timer.step,
        "timer_id": timer.id,
        "task_id": timer.task_id,
        "beside": timer.beside,
        "asked": _asked(task),
        "moves": True,
        "follows_clock": timer.follows_clock,
        "due_on": _last_day(timer.rule, due_at),
        "basis": timer.basis,
    }


def of_task(moved: Moved, task: OpenTask, limit: Rule) -> dict[str, Any]:
    """Return the row of a step's own limit, from when it opened (rule D-27).

    It only marks: it never loads the run.
    """
    calendar = moved.calendar_of(task)
    since = moved.since(task)
    span = Span(limit, since, rules.due_at(limit, since, calendar))
    return _row(moved, calendar, STEP, span) | {
        "step": task.step,
        "task_id": task.id,
        "asked": _asked(task),
        "due_on": _last_day(limit, span.due_at),
        "basis": task.settings.get("limitBasis"),
        **_passed_before(moved.going_on(task)),
    }


def _asked(task: OpenTask | None) -> str | None:
    """Return who has to do a task that opens now: a department, or a role of the centre."""
    return (task.department or task.role) if task else None


def _passed_before(before: Deadline | None) -> dict[str, Any]:
    """Let the limit of a task that opens again not pass twice."""
    if before is None or before.state != FIRED:
        return {}
    return {"state": FIRED, "ended_at": before.ended_at}


def _row(moved: Moved, calendar: WorkCalendar, kind: str, span: Span) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "case_id": moved.case.id,
        "task_id": None,
        "beside": None,
        "timer_id": None,
        "kind": kind,
        "moves": False,
        "rule_kind": span.rule.kind,
        "rule_value": span.rule.value,
        "from_at": span.from_,
        "follows_clock": True,
        "due_at": span.due_at,
        "provisional": calendar.provisional(span.due_at.astimezone(OFFICE_ZONE).date()),
        "calendar_version": calendar.version,
        "state": RUNNING,
        "moved_at": None,
        **alerting.alerts(moved.case.item, kind, span, calendar),
    }


def _last_day(rule: Rule, due_at: datetime) -> date | None:
    return rules.last_day(due_at) if rule.in_days else None


def _ended(moved: Moved, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a limit that still runs ends with its case."""
    answered = moved.answered is not None and row["task_id"] == moved.answered.id
    state = MET if answered or row["kind"] in moved.met else CANCELLED
    return {"state": state, "ended_at": moved.work.now}


def _end(moved: Moved) -> None:
    """End what no longer runs: met for the step that was done, in time or late; else cancelled.

    What had passed before stays so, and nobody is asked for it any more.
    """
    answered = moved.answered.id if moved.answered is not None else None
    closed = [one for one in (*moved.change.closed, *moved.over) if one != answered]
    over = {"kinds": moved.met, "stopped": [*moved.change.stopped], "closed": closed}
    gone = {name: of for name, of in {"answered": answered, **over}.items() if of}
    if gone:
        endings.end(moved.work.session, moved.case.id, moved.work.now, gone)
