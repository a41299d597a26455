"""Further limits of a case, each from one event of it to another: data of item and office."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.storage.case.cases import Case
from app.storage.clock import case_limits
from app.usecases.moving import limits
from app.usecases.moving.moved import Moved
from app.usecases.work import Work
from engine.rules.timers import Rule

RECEIVED = "received"


def follow(moved: Moved) -> None:
    """Begin the periods whose first event this move is, and end those whose last one it is.

    What begins and ends with one move, or with the case, never ran.

    Source: Administrative Licensing Law, Art. 43, 44, 47 and what the office's file names.
    """
    periods = of_case(moved.work, moved.case)
    events = _events(moved) if periods else {}
    for one in periods:
        if one["until"] in events:
            moved.met.append(one["kind"])
        elif one["from"] in events and moved.change.ended is None and not _runs(moved, one):
            _begin(moved, one, events[one["from"]])


def of_case(work: Work, case: Case) -> Sequence[Mapping[str, Any]]:
    """Return the periods of a case: those usual for its handling, and what its item says."""
    rows = (*work.clock.periods.get(case.handling_kind, ()), *case.item.get("periods", ()))
    return list({one["kind"]: one for one in rows}.values())


def named(work: Work, case: Case) -> dict[str, str]:
    """Return what the periods of a case are called, by their kind."""
    usual = [one for rows in work.clock.periods.values() for one in rows]
    return {one["kind"]: one["name"] for one in (*usual, *of_case(work, case))}


def _begin(moved: Moved, one: Mapping[str, Any], on: date) -> None:
    rule = Rule(one.get("unit", "working_days"), str(one["days"]))
    follows = bool(one.get("follows_clock", False))
    moved.limits.append(limits.row(moved, one["kind"], rule, on, one["basis"], follows))


def _runs(moved: Moved, one: Mapping[str, Any]) -> bool:
    """Whether a period was begun before a return and goes on: it is not begun a second time."""
    if not moved.case.returns:
        return False
    running = case_limits.of_case(moved.work.session, moved.case.id, running=True)
    return any(row.kind == one["kind"] for row in running)


def _events(moved: Moved) -> dict[str, date]:
    """Return what happened with this move, each with the day it counts from."""
    case, change, today = moved.case, moved.change, moved.work.today
    days = {"accepted": case.accepted_on, "decided": case.decided_on}
    return {
        **({} if case.history_length else {RECEIVED: case.received_on}),
        **{one.kind: days.get(one.kind) or today for one in change.milestones},
        **{f"step:{passed.step}": today for passed in change.passed},
        **{f"paper:{paper.kind}": today for paper in change.papers},
    }
