"""Limits that are due soon, nearest first: at the same cost however many run in the office."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, and_, func, or_, select, true, union_all
from sqlalchemy.orm import Session

from app.storage.case.cases import Case, visible
from app.storage.clock.deadlines import FIRED, PAUSED, RUNNING, Deadline
from app.storage.desk import inbox
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.office.departments import Department, Role
from engine.people import Actor

Scope = Literal["mine", "department", "seen"]
Row = tuple[Deadline, Case, Task | None]
Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Wanted:
    """Which limits are asked for.

    :param scope: of the tasks somebody holds; of what their departments and posts have to
        meet; or of every case they may see.
    :param department: only what it has to meet.
    :param until: due at this moment or before.
    :param stands: those whose clock stands, instead of those that run or have passed unmet.
    :param after: the (due_at, id) of the last row seen.
    """

    scope: Scope = "mine"
    department: str | None = None
    until: datetime | None = None
    stands: bool = False
    after: tuple[datetime, str] | None = None
    limit: int = 50


def listed(session: Session, actor: Actor, wanted: Wanted) -> Sequence[Row]:
    """Return a page of limits with their cases and tasks, nearest end first; one row more.

    One bounded look-up for each department, and each state that may be shown.
    """
    return _rows(session, _ids(session, actor, wanted))


def counted(session: Session, actor: Actor, wanted: Wanted) -> int:
    """Return how many such limits there are, counted up to one more than a page has."""
    ids = _ids(session, actor, wanted).subquery()
    return session.scalar(select(func.count()).select_from(ids)) or 0


def in_hand(session: Session, actor: Actor, most: int) -> list[Row]:
    """Return the open limits of what somebody holds or may claim, nearest end first."""
    held, free = (
        inbox.listed(session, actor, inbox.Wanted(view, limit=most))
        for view in ("mine", "claimable")
    )
    asked = {task.id: (case, task) for task, case in [*held, *free]}
    limits = session.scalars(
        select(Deadline).where(
            Deadline.case_id.in_({case.id for case, _ in asked.values()}),
            Deadline.task_id.in_(asked),
            Deadline.state.in_((RUNNING, PAUSED)),
        )
    )
    nearest = sorted(limits, key=lambda limit: (limit.due_at, limit.id))
    return [(limit, *asked[str(limit.task_id)]) for limit in nearest]


def asked_of(actor: Actor) -> set[str]:
    """Return what somebody is asked as: their departments, and their roles in the whole centre."""
    return {department or role for department, role in actor.pairs}


def key_of(row: Deadline) -> tuple[datetime, str]:
    """Return what the next page goes on after."""
    return row.due_at, row.id


def _rows(session: Session, ids: Query) -> Sequence[Row]:
    found = ids.subquery()
    rows = session.execute(
        select(Deadline, Case, Task)
        .join(found, and_(found.c.case_id == Deadline.case_id, found.c.id == Deadline.id))
        .join(Case, Case.id == Deadline.case_id)
        .outerjoin(Task, Task.id == Deadline.task_id)
        .order_by(Deadline.due_at, Deadline.id)
    )
    return [(limit, case, task) for limit, case, task in rows]


def _ids(session: Session, actor: Actor, wanted: Wanted) -> Query:
    return _held(actor, wanted) if wanted.scope == "mine" else _asked(session, actor, wanted)


def _held(actor: Actor, wanted: Wanted) -> Query:
    query = _of_tasks().where(Task.assignee_id == person_id_of(actor), Task.closed_at.is_(None))
    if wanted.department:
        query = query.where(Deadline.asked == wanted.department)
    return _nearest_first(query.where(or_(*map(_counts, _states(wanted)))), wanted)


def _of_tasks() -> Query:
    of_task = and_(Deadline.case_id == Task.case_id, Deadline.task_id == Task.id)
    return select(Deadline.case_id, Deadline.id, Deadline.due_at).join(Task, of_task)


def _asked(session: Session, actor: Actor, wanted: Wanted) -> Query:
    asked = asked_of(actor) if wanted.scope == "department" else _everybody(session)
    if wanted.department:
        asked &= {wanted.department}
    may_see = true() if wanted.scope == "department" else visible(actor)
    pages = [
        _page(one, state, may_see, wanted) for one in sorted(asked) for state in _states(wanted)
    ]
    if not pages:
        return select(Deadline.case_id, Deadline.id).where(Deadline.id.is_(None))
    merged = union_all(*(page.subquery().select() for page in pages)).subquery()
    nearest = select(merged.c.case_id, merged.c.id).order_by(merged.c.due_at, merged.c.id)
    return nearest.limit(wanted.limit + 1)


def _page(asked: str, state: str, may_see: Any, wanted: Wanted) -> Query:
    query = select(Deadline.case_id, Deadline.id, Deadline.due_at).where(
        Deadline.asked == asked, _counts(state)
    )
    if may_see is not true():
        query = query.join(Case, Case.id == Deadline.case_id).where(may_see)
    return _nearest_first(query, wanted)


def _everybody(session: Session) -> set[str]:
    """Return whoever can be asked: every department, and every role of the whole centre."""
    codes = union_all(select(Department.code), select(Role.code))
    return set(session.scalars(codes))


def _states(wanted: Wanted) -> Collection[str]:
    return (PAUSED,) if wanted.stands else (RUNNING, FIRED)


def _counts(state: str) -> Any:
    """What is in a state and still to be met: not what moved its case by passing."""
    asked = and_(Deadline.state == state, Deadline.asked.is_not(None))
    return and_(asked, Deadline.moves.is_(False)) if state == FIRED else asked


def _nearest_first(query: Query, wanted: Wanted) -> Query:
    if wanted.until is not None:
        query = query.where(Deadline.due_at <= wanted.until)
    if wanted.after is not None:
        moment, limit_id = wanted.after
        later = and_(Deadline.due_at == moment, Deadline.id > limit_id)
        query = query.where(Deadline.due_at >= moment, or_(Deadline.due_at > moment, later))
    return query.order_by(Deadline.due_at, Deadline.id).limit(wanted.limit + 1)
