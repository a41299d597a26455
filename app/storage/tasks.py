"""Tasks: what people are asked to do, what they put down meanwhile, and what they answered."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, func, or_, select, text, tuple_, union_all
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, undefer

from app.storage.base import Base
from app.storage.cases import Case
from engine.errors import NotFound
from engine.people import Actor

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Sorts tasks without a limit behind all others."""


class Task(Base):
    __tablename__ = "task"
    __table_args__ = (
        Index(
            "ix_task_to_claim", "group", "due_at", "id",
            sqlite_where=text("closed_at IS NULL AND assignee_id IS NULL"),
            postgresql_where=text("closed_at IS NULL AND assignee_id IS NULL"),
        ),
        Index(
            "ix_task_mine", "assignee_id", "due_at", "id",
            sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL"),
        ),
        Index("ix_task_done", "closed_by_id", "closed_at", "id"),
        Index(None, "case_id", "opened_at"),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(primary_key=True)  # the engine's id
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    step: Mapped[str]
    name: Mapped[str]
    group: Mapped[str]  # "department/role", or a role of the whole centre
    department: Mapped[str | None]
    role: Mapped[str]
    form: Mapped[str | None]
    scope: Mapped[str]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    revision: Mapped[int] = mapped_column()

    opened_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(default=NEVER)  # overdue from here on
    due_on: Mapped[date | None]  # the last day in time
    yellow_at: Mapped[datetime | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    claimed_at: Mapped[datetime | None]

    draft: Mapped[dict[str, Any] | None]
    drafted_at: Mapped[datetime | None]
    answers: Mapped[dict[str, Any] | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]  # an actor's id; "clock" for declared silence
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_by_name: Mapped[str | None]
    closing: Mapped[str | None]  # answered | silent | withdrawn

    case: Mapped[Case] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": revision}


def group_of(department: str | None, role: str) -> str:
    """Return the code of a group as diagrams write it.

    >>> group_of("fire", "examiner"), group_of(None, "window_clerk")
    ('fire/examiner', 'window_clerk')
    """
    return f"{department}/{role}" if department else role


def groups_of(actor: Actor) -> list[str]:
    """Return the codes of all groups an actor is in."""
    return sorted(group_of(department, role) for department, role in actor.pairs)


def get(session: Session, task_id: str) -> Task:
    """Return one task as it is now, with its case.

    :raises NotFound: there is no such task.
    """
    task = session.get(Task, task_id, populate_existing=True)
    if task is None:
        raise NotFound("task.unknown", "There is no such task.")
    return task


def locked_case(session: Session, task_id: str) -> Case:
    """Return the case a task belongs to, with the lock on it.

    :raises NotFound: there is no such task.
    """
    case = session.scalar(
        select(Case)
        .join(Task, Task.case_id == Case.id)
        .where(Task.id == task_id)
        .options(undefer(Case.run_state))
        .with_for_update(of=Case)
        .execution_options(populate_existing=True)
    )
    if case is None:
        raise NotFound("task.unknown", "There is no such task.")
    return case


def case_id_of(session: Session, task_id: str | None, number: str | None) -> int:
    """Return the inner id of the case a task belongs to, or of the case with a number.

    :raises NotFound: there is no such task or case.
    """
    by_number = select(Case.id).where(Case.number == number)
    case_id = session.scalar(
        by_number if task_id is None else select(Task.case_id).where(Task.id == task_id)
    )
    if case_id is None:
        raise NotFound("case.unknown", "There is no such case.")
    return case_id


def of_case(session: Session, case_id: int) -> Sequence[Task]:
    """Return all tasks of a case, oldest first."""
    return session.scalars(
        select(Task).filter_by(case_id=case_id).order_by(Task.opened_at, Task.step, Task.id)
    ).all()


def signed_in_scope(session: Session, case_id: int, scope: str) -> Sequence[Task]:
    """Return the answered tasks that share a scope: the signatures given so far."""
    return session.scalars(
        select(Task).where(Task.case_id == case_id, Task.scope == scope, Task.closing == "answered")
    ).all()


# -- the inbox ---------------------------------------------------------------------------------

Key = tuple[datetime, str]
"""Where a page goes on: the (due_at or closed_at, id) of the last row seen."""

View = str  # claimable | mine | done


def inbox(
    session: Session, actor: Actor, view: View, limit: int = 50, after: Key | None = None
) -> Sequence[tuple[Task, Case]]:
    """Return a page of somebody's tasks with their cases, nearest limit first.

    One bounded look-up a group, so that a page costs the same however many tasks are open.
    Returns one row more than ``limit`` when there is a next page.
    """
    ids = _page(actor, view, limit + 1, after)
    order = (Task.closed_at.desc(), Task.id.desc()) if view == "done" else (Task.due_at, Task.id)
    rows = session.execute(
        select(Task, Case)
        .join(Case, Case.id == Task.case_id)
        .where(Task.id.in_(ids))
        .order_by(*order)
    ).all()
    return [(task, case) for task, case in rows][: limit + 1]


def counts(session: Session, actor: Actor, most: int = 100) -> dict[str, int]:
    """Return how many tasks each view holds, counted up to ``most`` (shown as 99+)."""
    columns = [
        select(func.count())
        .select_from(_page(actor, view, most, None).subquery())
        .scalar_subquery()
        for view in ("claimable", "mine", "done")
    ]
    claimable, mine, done = session.execute(select(*columns)).one()
    return {"claimable": claimable, "mine": mine, "done": done}


def _page(actor: Actor, view: View, limit: int, after: Key | None) -> Select[*tuple[Any, ...]]:
    if view == "claimable":
        pages = [_claimable(group, limit, after) for group in groups_of(actor)] or [
            select(Task.id, Task.due_at).where(Task.id.is_(None))
        ]
        merged = union_all(*(page.subquery().select() for page in pages)).subquery()
        return select(merged.c.id).order_by(merged.c.due_at, merged.c.id).limit(limit)
    person = person_id_of(actor)
    if view == "mine":
        query = select(Task.id).where(Task.assignee_id == person, Task.closed_at.is_(None))
        return _beyond(query, Task.due_at, after).order_by(Task.due_at, Task.id).limit(limit)
    query = select(Task.id).where(Task.closed_by_id == person)
    if after is not None:
        query = query.where(tuple_(Task.closed_at, Task.id) < after)
    return query.order_by(Task.closed_at.desc(), Task.id.desc()).limit(limit)


def _claimable(group: str, limit: int, after: Key | None) -> Select[*tuple[Any, ...]]:
    query = select(Task.id, Task.due_at).where(
        Task.group == group, Task.closed_at.is_(None), Task.assignee_id.is_(None)
    )
    return _beyond(query, Task.due_at, after).order_by(Task.due_at, Task.id).limit(limit)


def _beyond(query: Select[*tuple[Any, ...]], column: Any, after: Key | None) -> Select[*tuple[Any, ...]]:
    if after is None:
        return query
    moment, task_id = after
    return query.where(or_(column > moment, (column == moment) & (Task.id > task_id)))


def person_id_of(actor: Actor) -> int | None:
    """Return the row id behind an actor's id, ``None`` for applicants and the clock."""
    kind, _, number = actor.id.partition(":")
    return int(number) if kind == "person" else None


def held_by(tasks: Iterable[Task], person_id: int) -> list[Task]:
    """Return the open ones among them that somebody holds."""
    return [t for t in tasks if t.assignee_id == person_id and t.closed_at is None]
