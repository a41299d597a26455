"""The inbox: whose task is next, found at the same cost however many are open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, func, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

from app.storage import items
from app.storage.cases import Case
from app.storage.tasks import Task, groups_of, person_id_of
from engine.people import Actor

View = Literal["claimable", "mine", "done"]
Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Wanted:
    """Which tasks are asked for.

    :param q: part of a case number, of an applicant's, a task's or an item's name.
    :param after: the (due_at, id) of the last row seen; for ``done`` its (closed_at, id).
    """

    view: View = "claimable"
    q: str | None = None
    after: tuple[datetime, str] | None = None
    limit: int = 50


def listed(session: Session, actor: Actor, wanted: Wanted) -> Sequence[tuple[Task, Case]]:
    """Return a page of somebody's tasks with their cases, nearest limit first.

    One bounded look-up a group. Returns one row more than ``limit`` when there is a next page.
    """
    done = wanted.view == "done"
    order = (Task.closed_at.desc(), Task.id.desc()) if done else (Task.due_at, Task.id)
    rows = session.execute(
        select(Task, Case)
        .join(Case, Case.id == Task.case_id)
        .where(Task.id.in_(_ids(actor, wanted, wanted.limit + 1)))
        .order_by(*order)
    ).all()
    return [(task, case) for task, case in rows]


def key_of(task: Task, view: View) -> tuple[datetime, str]:
    """Return what the next page goes on after."""
    if view == "done" and task.closed_at is not None:
        return task.closed_at, task.id
    return task.due_at, task.id


def counts(session: Session, actor: Actor, most: int = 100) -> dict[str, int]:
    """Return how many tasks each view holds, counted up to ``most`` (shown as 99+)."""
    views: tuple[View, ...] = ("claimable", "mine", "done")
    columns = [
        select(func.count()).select_from(open_ids(actor, view, most).subquery()).scalar_subquery()
        for view in views
    ]
    return dict(zip(views, session.execute(select(*columns)).one(), strict=True))


def open_ids(actor: Actor, view: View, most: int) -> Query:
    """Return the question for the tasks of one view."""
    return _ids(actor, Wanted(view), most)


def _ids(actor: Actor, wanted: Wanted, limit: int) -> Query:
    person = person_id_of(actor)
    if wanted.view == "mine":
        query = select(Task.id).where(Task.assignee_id == person, Task.closed_at.is_(None))
        return _nearest_first(_narrowed(query, wanted), limit)
    if wanted.view == "done":
        query = _narrowed(select(Task.id).where(Task.closed_by_id == person), wanted)
        return query.order_by(Task.closed_at.desc(), Task.id.desc()).limit(limit)
    pages = [_claimable(group, wanted, limit) for group in groups_of(actor)]
    if not pages:
        return select(Task.id).where(Task.id.is_(None))
    merged = union_all(*(page.subquery().select() for page in pages)).subquery()
    return select(merged.c.id).order_by(merged.c.due_at, merged.c.id).limit(limit)


def _claimable(group: str, wanted: Wanted, limit: int) -> Query:
    query = select(Task.id, Task.due_at).where(
        Task.group == group, Task.closed_at.is_(None), Task.assignee_id.is_(None)
    )
    return _nearest_first(_narrowed(query, wanted), limit)


def _nearest_first(query: Query, limit: int) -> Query:
    return query.order_by(Task.due_at, Task.id).limit(limit)


def _narrowed(query: Query, wanted: Wanted) -> Query:
    """Leave only what lies behind the page before, and what fits the words looked for."""
    if wanted.after is not None:
        moment, task_id = wanted.after
        if wanted.view == "done":
            query = query.where(tuple_(Task.closed_at, Task.id) < (moment, task_id))
        else:
            later = (Task.due_at == moment) & (Task.id > task_id)
            query = query.where(or_(Task.due_at > moment, later))
    if wanted.q:
        query = query.join(Case, Case.id == Task.case_id).where(_fits(wanted.q))
    return query


def _fits(q: str) -> Any:
    return or_(
        Case.number.contains(q, autoescape=True),
        Case.applicant_name.contains(q, autoescape=True),
        Task.name.contains(q, autoescape=True),
        Case.item_code.in_(items.called(q)),
    )
