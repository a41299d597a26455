"""The limit of a rung: a coordination that is not settled by then goes one rung up."""

from uuid import uuid4

from sqlalchemy import update

from app.storage.case.cases import Case
from app.storage.clock.deadlines import OPEN, RUNNING, Deadline
from app.storage.ground.base import write_rows
from app.storage.joint.coordinations import Coordination
from app.usecases.counting import alerting
from app.usecases.work import Work
from engine.rules.deadlines import OFFICE_ZONE, due_at
from engine.rules.prewarnings import Span
from engine.rules.timers import Rule

COORDINATION = "coordination"
"""The kind of the limit."""


def span_of(work: Work, case: Case, row: Coordination) -> Span:
    """Return how long the rung has on which a coordination stands."""
    rung = next(one for one in work.ladder.rungs if one.code == row.rung)
    rule = Rule("working_days", str(rung.working_days))
    calendar = work.calendar_of(case.lead_department)
    return Span(rule, row.since, due_at(rule, row.since, calendar))


def begin(work: Work, case: Case, row: Coordination) -> None:
    """Let the limit of the rung run; no pause of the case moves it."""
    span, calendar = span_of(work, case, row), work.calendar_of(case.lead_department)
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


def end(work: Work, row: Coordination, state: str) -> None:
    """Let the limit of the rung run no more.

    :param state: how it ended.
    """
    of_it = update(Deadline).where(Deadline.case_id == row.case_id, Deadline.timer_id == _name(row))
    ended = of_it.where(Deadline.state.in_(OPEN)).values(state=state, ended_at=work.now)
    for change in (ended, of_it.where(Deadline.asked.is_not(None)).values(asked=None)):
        work.session.execute(change.execution_options(synchronize_session=False))


def _name(row: Coordination) -> str:
    return f"{COORDINATION}:{row.id}"
