"""What an inbox leaves in: by words, item, department, process, light and age."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, or_, select

from app.storage.case import search_keys
from app.storage.case.cases import Case
from app.storage.desk.tasks import NEVER, Task
from app.storage.office import items
from engine.rules.lights import Light

Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Shown:
    """A light, and the moment at which it is looked at."""

    light: Light
    at: datetime


@dataclass(frozen=True)
class Only:
    """Which tasks a list leaves in; what is not said leaves everything in.

    :param q: part of a name that a case is found by, of an item's or a task's name, in characters
        or pinyin, or the beginning of a case number.
    :param item: the code of an item; ``process``: the key of the process of the case.
    :param opened_by: opened at this moment or before.
    """

    q: str | None = None
    item: str | None = None
    department: str | None = None
    process: str | None = None
    shown: Shown | None = None
    opened_by: datetime | None = None


EVERYTHING = Only()


def narrowed(query: Query, only: Only) -> Query:
    """Return a question for tasks that leaves in only what is wanted."""
    if only.department:
        query = query.where(Task.department == only.department)
    if only.opened_by is not None:
        query = query.where(Task.opened_at <= only.opened_by)
    if only.shown is not None:
        query = query.where(Task.closed_at.is_(None), _has(only.shown))
    return _of_cases(query, only)


def _of_cases(query: Query, only: Only) -> Query:
    if only.q:
        query = query.where(_fits(only.q))
    conditions = []
    if only.item:
        conditions.append(Case.item_code == only.item)
    if only.process:
        conditions.append(Case.process == only.process)
    if not conditions:
        return query
    return query.join(Case, Case.id == Task.case_id).where(*conditions)


def _has(shown: Shown) -> Any:
    """Say the same as ``engine.rules.lights`` about a row."""
    late = Task.due_at <= shown.at
    warned = and_(Task.yellow_at.is_not(None), Task.yellow_at <= shown.at)
    conditions: dict[Light, Any] = {
        "red": late,
        "yellow": and_(~late, Task.due_at < NEVER, warned),
        "green": and_(~late, Task.due_at < NEVER, or_(Task.yellow_at.is_(None), ~warned)),
        "none": Task.due_at == NEVER,
    }
    return conditions[shown.light]


def _fits(q: str) -> Any:
    """Return the condition for tasks of a name; it reads the case of a task, never all cases."""
    item = select(Case.item_code).where(Case.id == Task.case_id).correlate(Task).scalar_subquery()
    return or_(
        search_keys.fits(q, Task.case_id),
        Task.name.contains(q, autoescape=True),
        item.in_(items.called(q)),
    )
