"""The limit within which a matter is sent up to the authority that decides on it."""

from uuid import uuid4

from sqlalchemy import update

from app.storage.base import write_rows
from app.storage.cases import Case
from app.storage.deadlines import FIRED, OPEN, RUNNING, Deadline
from app.storage.questions import Question, limit_name
from app.storage.tasks import Task
from app.usecases.counting import alerting
from app.usecases.work import Work
from engine.rules.deadlines import OFFICE_ZONE, last_day
from engine.rules.upward import UPWARD, forwarding


def begin(work: Work, case: Case, task: Task, question: Question) -> None:
    """Let the limit run in which a matter is sent up; no pause moves it.

    Source: Administrative Licensing Law, Art. 43; decision 199.
    """
    calendar = work.calendar_of(task.department)
    span = forwarding(work.now, task.opened_at, work.clock.upward, calendar)
    limit = {
        "id": str(uuid4()),
        "case_id": case.id,
        "task_id": task.id,
        "timer_id": limit_name(question),
        "kind": UPWARD,
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
        "asked": task.department or task.role,
        "moved_at": None,
        **alerting.alerts(case.item, UPWARD, span, calendar),
    }
    write_rows(work.session, Deadline, [limit])


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
