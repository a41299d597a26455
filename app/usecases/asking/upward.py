"""The limits of a matter for an authority above: to send it up, and to tell of its reply."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import update

from app.storage.case.cases import Case
from app.storage.clock.deadlines import FIRED, OF_NOBODY, OPEN, RUNNING, Deadline
from app.storage.desk.tasks import Task
from app.storage.ground.base import write_rows
from app.storage.joint.questions import Question, limit_name
from app.usecases.counting import alerting
from app.usecases.work import Work
from engine.rules.deadlines import OFFICE_ZONE, last_day
from engine.rules.prewarnings import Span
from engine.rules.upward import REPLY_NOTICE, UPWARD, forwarding, telling


def begin(work: Work, case: Case, task: Task, question: Question, said: datetime) -> None:
    """Let the limit run in which a matter is sent up; no pause moves it.

    :param said: when it was said that the matter must go upward.

    Source: Administrative Licensing Law, Art. 43; decision 199.
    """
    calendar = work.calendar_of(question.department or task.department)
    span = forwarding(said, task.opened_at, work.clock.upward, calendar)
    limit = _limit(work, case, task, span, UPWARD) | {
        "timer_id": limit_name(question),
        "asked": question.department or task.department or task.role,
        **alerting.alerts(case.item, UPWARD, span, calendar),
    }
    write_rows(work.session, Deadline, [limit])


def receive(work: Work, case: Case, task: Task, question: Question) -> None:
    """Let the limit pass within which the applicant had to be told of a reply, if it is over.

    A reply that is recorded in time was told in time, and begins no limit.

    Source: facts 2.4.3; decision 201.
    """
    if not told_late(work, task, question):
        return
    limit = _limit(work, case, task, _telling(work, task, question), REPLY_NOTICE)
    named = {"timer_id": f"{REPLY_NOTICE}:{question.id}", "basis": None}  # no law names it
    write_rows(work.session, Deadline, [limit | named])


def told_late(work: Work, task: Task, question: Question) -> bool:
    """Whether the applicant was told of a reply from above later than the office says."""
    if question.came_on is None or question.closed_at is None:
        return False
    return question.closed_at >= _telling(work, task, question).due_at


def _telling(work: Work, task: Task, question: Question) -> Span:
    came_on: date = question.came_on or work.today
    return telling(came_on, work.clock.upward, work.calendar_of(task.department))


def _limit(work: Work, case: Case, task: Task, span: Span, kind: str) -> dict[str, Any]:
    calendar = work.calendar_of(task.department)
    return {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": task.id,
        "kind": kind,
        "moves": False,
        "step": task.step,
        "rule_kind": span.rule.kind,
        "rule_value": span.rule.value,
        "from_at": span.from_,
        "follows_clock": False,
        "due_on": last_day(span.due_at),
        "due_at": span.due_at,
        "provisional": calendar.provisional(span.due_at.astimezone(OFFICE_ZONE).date()),
        "calendar_version": calendar.version,
        "basis": work.clock.upward.article,
        "state": RUNNING,
        **OF_NOBODY,
    }


def end(work: Work, question: Question, state: str) -> None:
    """Let nobody be asked any more to send a matter up; what passed stays so.

    :param state: how a limit ends that still runs.
    """
    of_case = update(Deadline).where(Deadline.case_id == question.case_id)
    of_it = of_case.where(Deadline.timer_id == limit_name(question))
    ended = of_it.where(Deadline.state.in_(OPEN)).values(state=state, ended_at=work.now, asked=None)
    passed = of_it.where(Deadline.state == FIRED).values(asked=None)
    for change in (ended, passed):
        work.session.execute(change.execution_options(synchronize_session=False))
