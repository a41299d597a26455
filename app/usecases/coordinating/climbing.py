"""A conflict comes to a rung of the ladder: who decides there is told, and its limit begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import update

from app.storage import people
from app.storage.base import write_rows
from app.storage.cases import Case
from app.storage.coordinations import OPEN, VOID, Coordination, CoordinationStep
from app.storage.deadlines import OPEN as STILL_OPEN
from app.storage.deadlines import RUNNING, Deadline
from app.storage.history import Fact
from app.storage.tasks import group_of
from app.usecases import announcing
from app.usecases.coordinating.ladder import LEAD, Rung
from app.usecases.counting import alerting
from app.usecases.meetings.checking import representatives
from app.usecases.work import Work
from engine.rules.deadlines import OFFICE_ZONE, due_at, last_day
from engine.rules.prewarnings import Span
from engine.rules.timers import Rule

COORDINATION = "coordination"
"""The kind of the limit of a rung."""


@dataclass(frozen=True)
class Place:
    """A rung, with the groups that decide on it today."""

    rung: Rung
    deciders: list[str]


def next_place(work: Work, case: Case, after: str | None) -> Place | None:
    """Return the next rung above one that somebody holds; ``None`` from the top on.

    Source: facts SP-12 (the ladder); decision 185.
    """
    for rung in work.ladder.above(after):
        department = case.lead_department if rung.of == LEAD else None
        held = [
            one for one in rung.roles if people.members(work.session, one, department, work.today)
        ]
        if held:
            return Place(rung, [group_of(department, role) for role in held])
    return None


def stand_on(work: Work, case: Case, row: Coordination, place: Place) -> None:
    """Let a coordination stand on a rung from now on."""
    rung = place.rung
    row.rung, row.rung_name, row.rung_name_en = rung.code, rung.name, rung.name_en
    row.deciders, row.since = place.deciders, work.now
    row.due_on = last_day(_span(work, case, row).due_at)


def begin_limit(work: Work, case: Case, row: Coordination) -> None:
    """Let the limit of the rung run; no pause of the case moves it."""
    span, calendar = _span(work, case, row), work.calendar_of(case.lead_department)
    rule = span.rule
    group = row.deciders[0]
    limit = {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": None,
        "timer_id": _name(row),
        "kind": COORDINATION,
        "moves": False,
        "step": None,
        "rule_kind": rule.kind,
        "rule_value": rule.value,
        "from_at": span.from_,
        "follows_clock": False,
        "due_on": row.due_on,
        "due_at": span.due_at,
        "provisional": calendar.provisional(span.due_at.astimezone(OFFICE_ZONE).date()),
        "calendar_version": calendar.version,
        "basis": work.ladder.article,
        "state": RUNNING,
        "asked": group.rpartition("/")[0] or group,
        "moved_at": None,
        **alerting.alerts(case.item, COORDINATION, span, calendar),
        "remind_at": None,  # whoever leads the case would be reminded, not whoever decides
    }
    write_rows(work.session, Deadline, [limit])


def end_limit(work: Work, row: Coordination, state: str) -> None:
    """Let the limit of the rung run no more.

    :param state: how it ended.
    """
    of_it = update(Deadline).where(Deadline.case_id == row.case_id, Deadline.timer_id == _name(row))
    ended = of_it.where(Deadline.state.in_(STILL_OPEN)).values(state=state, ended_at=work.now)
    for change in (ended, of_it.where(Deadline.asked.is_not(None)).values(asked=None)):
        work.session.execute(change.execution_options(synchronize_session=False))


def note(work: Work, row: Coordination, what: str, words: str = "", **more: str) -> Fact:
    """Keep a step of a coordination, and return what the history says of it."""
    row.steps += 1
    on = row.due_on if row.state == OPEN else None
    step = {
        "coordination_id": row.id,
        "seq": row.steps,
        "what": what,
        "rung_name": row.rung_name,
        "rung_name_en": row.rung_name_en,
        "due_on": on,
        "words": words,
        "at": work.now,
        "actor": work.actor.id,
        "actor_name": work.actor.name,
    }
    write_rows(work.session, CoordinationStep, [step])
    told: dict[str, Any] = {"coordination": row.id, "rung": _rung(row), **more}
    if on is not None:
        told["until"] = on.isoformat()
    return Fact(f"coordination.{what}", None, told | ({"reason": words} if words else {}))


def tell(work: Work, case: Case, row: Coordination, what: str, reason: str = "") -> None:
    """Tell those in conflict and the lead how a coordination stands, and ask who decides now."""
    said = about(row) | {"reason": reason, "by": work.actor.name}
    deciders = row.deciders if row.state == OPEN else []
    announcing.to_groups(work, case, "notice.coordination_asked", said, deciders)
    others = [one for one in concerned(work, case, row) if one not in deciders]
    announcing.to_groups(work, case, f"notice.coordination_{what}", said, others)


def concerned(work: Work, case: Case, row: Coordination) -> Sequence[str]:
    """Return the groups that are told of a coordination: those in conflict, and the lead."""
    roles = [(one, representatives(work, one)) for one in row.departments]
    groups = [group_of(department, role) for department, role in roles if role]
    return [announcing.leads(case), *groups]


def about(row: Coordination) -> dict[str, Any]:
    """Return what a notice says of a coordination."""
    return {
        "coordination": row.id,
        "topic": row.topic,
        "rung": _rung(row),
        "day": row.due_on.isoformat(),
        "result": row.outcome or "",
    }


def on_passed(work: Work, case: Case, deadline: Deadline) -> list[Fact]:
    """A rung let its limit pass: the matter goes one rung up; from the top it is told as late.

    Once the case is decided, nothing is left to coordinate.

    Source: facts SP-12; decision 185.
    """
    row = work.session.get_one(Coordination, int(str(deadline.timer_id).rpartition(":")[2]))
    if case.decided_on is not None:
        return [end_void(work, case, row)]
    place = next_place(work, case, row.rung)
    if place is None:
        announcing.to_groups(
            work,
            case,
            "notice.coordination_late",
            about(row),
            dict.fromkeys([*row.deciders, *concerned(work, case, row)]),
        )
        return [Fact("coordination.late", None, {"coordination": row.id, "rung": _rung(row)})]
    deadline.asked = None
    stand_on(work, case, row, place)
    begin_limit(work, case, row)
    fact = note(work, row, "passed")
    tell(work, case, row, "raised")
    return [fact]


def end_void(work: Work, case: Case, row: Coordination) -> Fact:
    """Let a coordination come to nothing, because its case is decided or over."""
    row.state, row.ended_at = VOID, work.now
    fact = note(work, row, "void")
    tell(work, case, row, "void")
    return fact


def _span(work: Work, case: Case, row: Coordination) -> Span:
    rung = next(one for one in work.ladder.rungs if one.code == row.rung)
    rule = Rule("working_days", str(rung.working_days))
    calendar = work.calendar_of(case.lead_department)
    return Span(rule, row.since, due_at(rule, row.since, calendar))


def _rung(row: Coordination) -> dict[str, str]:
    return {"name": row.rung_name, "name_en": row.rung_name_en}


def _name(row: Coordination) -> str:
    return f"{COORDINATION}:{row.id}"
