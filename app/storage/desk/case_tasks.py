"""The tasks of a case, or of many: all of them, the open ones, those that count."""

from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session, defer

from app.storage.desk.tasks import ANSWERED, MISSED, Task

_UNREAD = (Task.settings, Task.draft, Task.answers)


def of_case(session: Session, case_id: int) -> Sequence[Task]:
    """Return all tasks of a case, oldest first."""
    return session.scalars(_of_case(), {"case_id": case_id}).all()


def of_cases(session: Session, case_ids: Collection[int]) -> Sequence[Task]:
    """Return all tasks of some cases, oldest first."""
    theirs = select(Task).where(Task.case_id.in_(case_ids))
    return session.scalars(theirs.order_by(Task.opened_at, Task.step, Task.id)).all()


@cache
def _of_case() -> Select[Task]:
    """Built once, because every refusal asks it."""
    theirs = select(Task).where(Task.case_id == bindparam("case_id"))
    return theirs.order_by(Task.opened_at, Task.step, Task.id)


def open_of_cases(session: Session, case_ids: Collection[int]) -> Sequence[Task]:
    """Return the open tasks of some cases, oldest first."""
    return session.scalars(_open_of_cases(), {"case_ids": list(case_ids)}).all()


def counted(session: Session, case_id: int) -> Sequence[Task]:
    """Return the tasks of a case whose limits may run: the open ones, and those nobody answered."""
    asked = or_(Task.closed_at.is_(None), Task.closing.in_(MISSED))
    return session.scalars(select(Task).where(Task.case_id == case_id, asked)).all()


@cache
def _open_of_cases() -> Select[Task]:
    """Built once, because every answer that shows a case asks it."""
    return (
        select(Task)
        .where(Task.case_id.in_(bindparam("case_ids", expanding=True)), Task.closed_at.is_(None))
        .order_by(Task.opened_at, Task.step, Task.id)
    )


def signed_in_scope(session: Session, case_id: int, scope: str) -> Sequence[Task]:
    """Return the answered tasks that share a scope: the signatures that count so far."""
    given = select(Task).where(Task.closing == ANSWERED, Task.taken_back_at.is_(None))
    return session.scalars(given.where(Task.case_id == case_id, Task.scope == scope)).all()


def counting(session: Session, case_id: int) -> Sequence[Task]:
    """Return the tasks of a case that were answered, or settled without an answer, and count."""
    settled = Task.closing.in_((ANSWERED, *MISSED))
    theirs = select(Task).where(Task.case_id == case_id, settled, Task.taken_back_at.is_(None))
    return session.scalars(theirs.options(*map(defer, _UNREAD))).all()
