"""Departments that did not come: the absence their step declares counts from the close on."""

from collections.abc import Collection

from sqlalchemy import select, update

from app.storage.clock import due_limits
from app.storage.clock.deadlines import CANCELLED, RUNNING, Deadline
from app.storage.desk.tasks import Task
from app.storage.joint.meetings import Meeting
from app.usecases.meetings.picking import Held
from app.usecases.timing import silent
from app.usecases.work import Work
from engine.rules.silences import OF_SYSTEM, Kind

ABSENCE: Kind = "absence"


def settle(work: Work, held: Held, departments: Collection[str]) -> list[str]:
    """Bring the end of the limits of absence forward to now; return whose opinion counts by that.

    Only what a department was asked before it was invited counts: nobody is absent from what they
    did not know of. While the clock stands, nobody is: their limits go on with it. A step that
    declares no absence, above all a decision, stays open.

    Source: facts 2.4.6 (缺席默认), D-28; goal T10; decision 184.
    """
    settled: list[str] = []
    if not departments:
        return settled
    run = held.hand.run()
    for limit_id in _limits(work, held.meeting, departments):
        limit = work.session.get(Deadline, (held.case.id, limit_id), populate_existing=True)
        if limit is None or limit.state != RUNNING or held.case.ended_at is not None:
            continue  # what others owe may have settled the matter
        task = work.session.get_one(Task, limit.task_id)
        _bring_forward(work, limit)
        silent.settle(work, held.case, limit, run)
        if (task.answers or {}).get("opinion") == OF_SYSTEM[ABSENCE]:
            settled.append(task.department or "")
    return settled


def _limits(work: Work, meeting: Meeting, departments: Collection[str]) -> list[str]:
    absent = (Task.department.in_(departments), Task.opened_at <= meeting.invited_at)
    limits = (Deadline.kind == ABSENCE, Deadline.state == RUNNING, Deadline.held_by.is_(None))
    query = select(Deadline.id).join(Task, Task.id == Deadline.task_id)
    query = query.where(Deadline.case_id == meeting.case_id, Task.closed_at.is_(None))
    return list(
        work.session.scalars(query.where(*absent, *limits).order_by(Task.opened_at, Task.id))
    )


def _bring_forward(work: Work, limit: Deadline) -> None:
    """Let the limit end now; others of its task end with it, neither met nor passed."""
    limit.due_at, limit.due_on, limit.moved_at = work.now, work.today, work.now
    others = update(Deadline).where(
        Deadline.case_id == limit.case_id,
        Deadline.task_id == limit.task_id,
        Deadline.id != limit.id,
        Deadline.state == RUNNING,
    )
    ended = others.values(state=CANCELLED, ended_at=work.now, asked=None)
    work.session.execute(ended.execution_options(synchronize_session=False))
    work.session.flush()
    due_limits.claim(work.session, [limit], work.now)
