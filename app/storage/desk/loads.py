"""How much departments and people have on their desks, counted by an index over what is open."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task

Part = Literal["open", "near", "overdue"]
NOBODY = 0
"""Asks for what nobody has claimed, in the place of a person's row id."""


@dataclass(frozen=True)
class Load:
    """What somebody of a department holds, or nobody has claimed yet.

    :param near: about to end; ``overdue``: ended; both are among the open.
    :param oldest: when the oldest was opened.
    """

    department: str
    person_id: int | None
    open: int
    near: int
    overdue: int
    oldest: datetime


@dataclass(frozen=True)
class Wanted:
    """Which open tasks of a department are asked for.

    :param person_id: of whoever holds them; ``NOBODY``: not claimed; ``None``: all.
    :param after: the (due_at, id) of the last row seen.
    """

    department: str
    person_id: int | None = None
    part: Part = "open"
    after: tuple[datetime, str] | None = None
    limit: int = 50


def loads(session: Session, departments: Collection[str], now: datetime) -> list[Load]:
    """Return what lies on the desks of some departments, by who holds it; in one statement."""
    query = (
        select(
            Task.department,
            Task.assignee_id,
            func.count(),
            func.sum(case((_part("near", now), 1), else_=0)),
            func.sum(case((_part("overdue", now), 1), else_=0)),
            func.min(Task.opened_at),
        )
        .where(Task.closed_at.is_(None), Task.department.in_(sorted(departments)))
        .group_by(Task.department, Task.assignee_id)
    )
    return [Load(*row) for row in session.execute(query).all()]


def listed(session: Session, wanted: Wanted, now: datetime) -> Sequence[tuple[Task, Case]]:
    """Return open tasks of a department with their cases, nearest limit first; one row more."""
    query = (
        select(Task, Case)
        .join(Case, Case.id == Task.case_id)
        .where(Task.closed_at.is_(None), Task.department == wanted.department)
    )
    if wanted.part != "open":
        query = query.where(_part(wanted.part, now))
    if wanted.person_id is not None:
        nobody = wanted.person_id == NOBODY
        query = query.where(Task.assignee_id == (None if nobody else wanted.person_id))
    if wanted.after is not None:
        moment, task_id = wanted.after
        later = and_(Task.due_at == moment, Task.id > task_id)
        query = query.where(Task.due_at >= moment, or_(Task.due_at > moment, later))
    rows = session.execute(query.order_by(Task.due_at, Task.id).limit(wanted.limit + 1))
    return [(task, of) for task, of in rows]


def _part(part: Part, now: datetime) -> ColumnElement[Any]:
    if part == "overdue":
        return Task.due_at <= now
    return and_(Task.yellow_at <= now, Task.due_at > now)
