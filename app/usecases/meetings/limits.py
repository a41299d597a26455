"""The limit for the minutes of a meeting: it runs from the day it is held."""

from uuid import uuid4

from sqlalchemy import update

from app.storage.case.cases import Case
from app.storage.clock.deadlines import OPEN, RUNNING, Deadline
from app.storage.ground.base import write_rows
from app.storage.joint.meetings import Meeting
from app.usecases.counting import alerting
from app.usecases.work import Work
from engine.rules.deadlines import OFFICE_ZONE, due_at, last_day
from engine.rules.prewarnings import Span
from engine.rules.timers import Rule

MINUTES = "minutes"
"""The kind of the limit."""


def begin(work: Work, case: Case, meeting: Meeting) -> None:
    """Let the limit for the minutes run; the day of the meeting is itself not counted.

    Source: facts 2.4.6 (minutes within a working day); Civil Code, Art. 201.
    """
    said = work.meetings.kinds[meeting.kind]
    calendar = work.calendar_of(case.lead_department)
    rule = Rule("working_days", str(said.minutes_days))
    span = Span(rule, meeting.begins_at, due_at(rule, meeting.begins_at, calendar))
    row = {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": None,
        "timer_id": _name(meeting),
        "kind": MINUTES,
        "moves": False,
        "step": None,
        "rule_kind": rule.kind,
        "rule_value": rule.value,
        "from_at": span.from_,
        "follows_clock": False,
        "due_on": last_day(span.due_at),
        "due_at": span.due_at,
        "provisional": calendar.provisional(span.due_at.astimezone(OFFICE_ZONE).date()),
        "calendar_version": calendar.version,
        "basis": said.article,
        "state": RUNNING,
        "asked": case.lead_department,
        "moved_at": None,
        **alerting.alerts(case.item, MINUTES, span, calendar),
    }
    write_rows(work.session, Deadline, [row])


def end(work: Work, case: Case, meeting: Meeting, state: str) -> None:
    """Let the limit run no more.

    :param state: how it ended: met, cancelled, or replaced by another.
    """
    ended = update(Deadline).where(Deadline.case_id == case.id, Deadline.timer_id == _name(meeting))
    running = ended.where(Deadline.state.in_(OPEN)).values(state=state, ended_at=work.now)
    work.session.execute(running.execution_options(synchronize_session=False))
    asked = ended.where(Deadline.asked.is_not(None)).values(asked=None)
    work.session.execute(asked.execution_options(synchronize_session=False))


def _name(meeting: Meeting) -> str:
    return f"meeting:{meeting.id}"
