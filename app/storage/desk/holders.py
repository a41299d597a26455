"""Who holds which tasks."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task


def held_by(session: Session, person_id: int) -> Sequence[tuple[Task, Case]]:
    """Return the open tasks somebody holds with their cases, nearest limit first."""
    rows = session.execute(
        select(Task, Case)
        .join(Case, Case.id == Task.case_id)
        .where(Task.assignee_id == person_id, Task.closed_at.is_(None))
        .order_by(Task.due_at, Task.id)
    )
    return [(task, case) for task, case in rows]


def ids_held_by(session: Session, person_id: int) -> Sequence[str]:
    """Return the ids of the open tasks somebody holds, in the order in which cases are locked."""
    held = select(Task.id).where(Task.assignee_id == person_id, Task.closed_at.is_(None))
    return session.scalars(held.order_by(Task.case_id, Task.id)).all()
