"""The inbox: whose task is next, found at the same cost however many are open."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import BindParameter, Select, and_, exists, func, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

from app.storage.case.cases import Case
from app.storage.desk import asking, inbox_filters
from app.storage.desk.asking import moment, person
from app.storage.desk.inbox_filters import EVERYTHING, Only
from app.storage.desk.tasks import NEVER, Task, group_of
from engine.people import Actor, StandIn

View = Literal["claimable", "mine", "returned", "delegated", "near", "paused", "snoozed", "done"]
Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Wanted:
    """Which tasks are asked for.

    :param until: for ``near``, they end at this moment or before.
    :param at: the moment it is: what is snoozed until later is not among ``mine``.
    :param after: the (due_at, id) of the last row seen; for ``done`` its (closed_at, id).
    """

    view: View = "claimable"
    only: Only = EVERYTHING
    until: datetime = NEVER
    after: tuple[datetime, str] | None = None
    limit: int = 50
    at: datetime = NEVER


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


def counts(
    session: Session, actor: Actor, until: datetime, at: datetime, most: int = 100
) -> dict[View, int]:
    """Return how many tasks each view holds, counted up to ``most`` (shown as 99+).

    :param until: the tasks near their limit end at this moment or before.
    :param at: the moment it is.
    """
    counted = _counted(asking.anybody_like(actor), most)
    found = session.execute(counted, asking.told(actor, until=until, now=at)).one()
    return dict(zip(VIEWS, found, strict=True))


@lru_cache(asking.KEPT)
def _counted(actor: Actor, most: int) -> Query:
    columns = [
        select(func.count()).select_from(open_ids(actor, view, most).subquery()).scalar_subquery()
        for view in VIEWS
    ]
    return select(*columns)


def open_ids(actor: Actor, view: View, most: int) -> Query:
    """Return the question for the tasks of one view; it is told the moments ``now``, ``until``."""
    return _ids(actor, Wanted(view), most)


def _ids(actor: Actor, wanted: Wanted, limit: int) -> Query:
    parts = [_page(part, wanted, limit) for part in VIEWS[wanted.view](actor, wanted)]
    if not parts:
        return select(Task.id).where(Task.id.is_(None))
    merged = union_all(*(page.subquery().select() for page in parts)).subquery()
    moment, task_id = merged.c.moment, merged.c.id
    order = (moment.desc(), task_id.desc()) if wanted.view == "done" else (moment, task_id)
    return select(task_id).order_by(*order).limit(limit)


def _page(part: Any, wanted: Wanted, limit: int) -> Query:
    """Return the first rows of a part of a view behind the page before."""
    done = wanted.view == "done"
    at = Task.closed_at if done else Task.due_at
    query = inbox_filters.narrowed(select(Task.id, at.label("moment")).where(part), wanted.only)
    if wanted.after is not None:
        moment, task_id = wanted.after
        later = or_(Task.due_at > moment, and_(Task.due_at == moment, Task.id > task_id))
        query = query.where(tuple_(at, Task.id) < (moment, task_id) if done else later)
    order = (at.desc(), Task.id.desc()) if done else (at, Task.id)
    return query.order_by(*order).limit(limit)


def _to_claim(actor: Actor, wanted: Wanted) -> list[Any]:
    asked = wanted.only.department
    free = and_(Task.closed_at.is_(None), Task.assignee_id.is_(None))
    parts = [
        and_(Task.group == group, free, *_about(items))
        for group, items in _groups(actor, asked).items()
    ]
    return [*parts, *(_left_by(away) for away in actor.stands_in)]


def _groups(actor: Actor, asked: str | None) -> dict[str, frozenset[str] | None]:
    """Return the groups whose tasks are theirs to do, each with the items of which they are.

    :param asked: only those of this department.
    """
    pairs: list[tuple[tuple[str | None, str], frozenset[str] | None]]
    pairs = [(pair, None) for pair in actor.pairs]
    pairs += [(pair, away.items) for away in actor.stands_in for pair in away.pairs]
    found: dict[str, frozenset[str] | None] = {}
    for pair, items in sorted(pairs, key=lambda one: group_of(*one[0])):
        if asked not in (None, pair[0]):
            continue
        group = group_of(*pair)
        before = found.get(group, frozenset())
        found[group] = None if items is None or before is None else before | items
    return found


def _left_by(away: StandIn) -> Any:
    """Return the condition that somebody who is away holds a task, and others do it meanwhile."""
    held = and_(Task.assignee_id == int(away.person.partition(":")[2]), Task.closed_at.is_(None))
    groups = Task.group.in_(sorted(group_of(*pair) for pair in away.pairs))
    return and_(held, groups, *_about(away.items))


def _about(items: frozenset[str] | None) -> list[Any]:
    if items is None:
        return []
    return [_case_where(Case.item_code.in_(sorted(items)))]


def _case_where(condition: Any) -> Any:
    """Return that the task's case is like this, whatever else the question joins."""
    return exists().where(Case.id == Task.case_id, condition).correlate(Task)


def _held(actor: Actor, _: Wanted) -> list[Any]:
    return [and_(Task.assignee_id == person(actor), Task.closed_at.is_(None))]


def _mine(actor: Actor, wanted: Wanted) -> list[Any]:
    now = moment("now", wanted.at)
    awake = or_(Task.snoozed_until.is_(None), Task.snoozed_until <= now, _presses(now))
    return [and_(part, awake) for part in _held(actor, wanted)]


def _snoozed(actor: Actor, wanted: Wanted) -> list[Any]:
    now = moment("now", wanted.at)
    sleeps = and_(Task.snoozed_until > now, ~_presses(now))
    return [and_(part, sleeps) for part in _held(actor, wanted)]


def _presses(now: BindParameter[datetime]) -> Any:
    """Return the condition that a task or its case is late, or nearly: then nothing hides it."""
    of_case = func.coalesce(Case.yellow_at, Case.due_at, NEVER) <= now
    late = _case_where(of_case)
    return or_(func.coalesce(Task.yellow_at, Task.due_at) <= now, late)


def _returned(actor: Actor, wanted: Wanted) -> list[Any]:
    return [and_(part, Task.returned_from.is_not(None)) for part in _in_hand(actor, wanted)]


def _delegated(actor: Actor, _: Wanted) -> list[Any]:
    mine = Task.delegator_id == person(actor)
    return [and_(mine, Task.assignee_id == Task.delegate_id, Task.closed_at.is_(None))]


def _near(actor: Actor, wanted: Wanted) -> list[Any]:
    ends = and_(Task.due_at <= moment("until", wanted.until), Task.due_at < NEVER)
    return [and_(part, ends) for part in _in_hand(actor, wanted)]


def _paused(actor: Actor, wanted: Wanted) -> list[Any]:
    stands = and_(Task.due_at == NEVER, Task.due_on.is_not(None))
    return [and_(part, stands) for part in _in_hand(actor, wanted)]


def _done(actor: Actor, _: Wanted) -> list[Any]:
    return [Task.closed_by_id == person(actor)]


def _in_hand(actor: Actor, wanted: Wanted) -> list[Any]:
    return [*_held(actor, wanted), *_to_claim(actor, wanted)]


VIEWS: Mapping[View, Callable[[Actor, Wanted], list[Any]]] = {
    "claimable": _to_claim,
    "mine": _mine,
    "returned": _returned,
    "delegated": _delegated,
    "near": _near,
    "paused": _paused,
    "snoozed": _snoozed,
    "done": _done,
}
"""The views in their order, each with the conditions of its parts: one look-up for each part."""
