"""A case with the lock on it, and what is read together once it is locked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session, load_only

from app.storage.case.cases import Case
from app.storage.clock.deadlines import RUNS, Deadline
from app.storage.desk.tasks import Task
from app.storage.ground import changing
from app.storage.ground.columns import canonical
from app.storage.ground.lookups import KNOWN, Lookup, look_up, lookup
from app.storage.office import settings
from app.storage.office.settings import Moment


@dataclass(frozen=True)
class Held:
    """A case as it is now; nobody else changes it until the transaction ends.

    :param tasks: by id: the open ones, and the one that was asked for even where it is closed.
    :param due_at: when the nearest of its limits passes.
    """

    case: Case
    moment: Moment
    tasks: dict[str, Task]
    due_at: datetime | None = None

    @property
    def late(self) -> bool:
        """Whether a limit has passed that nobody has let pass."""
        return self.due_at is not None and self.due_at <= self.moment.now

    def has(self, task_id: str | None, number: str | None) -> bool:
        """Whether this is the case of a task it was read with, or with a number."""
        if task_id is not None:
            return task_id in self.tasks or canonical(task_id) in self.tasks
        return number == self.case.number

    def task(self, task_id: str) -> Task:
        """Return a task it was read with."""
        return self.tasks.get(task_id) or self.tasks[canonical(task_id)]

    def open_tasks(self) -> Sequence[Task]:
        """Return what is asked at this moment, oldest first."""
        asked = (task for task in self.tasks.values() if task.closed_at is None)
        return sorted(asked, key=lambda task: (task.opened_at, task.step, task.id))


def hold(session: Session, task_id: str | None = None, number: str | None = None) -> Held | None:
    """Lock the case of a task, or with a number, and read the rest under the lock.

    These are two statements, because what one statement reads beside the row it waits for is
    older than the lock.
    """
    connection = session.connection()
    locking = (_of_task if task_id else _of_number)(connection.dialect)
    found = look_up(connection, locking, {"wanted": task_id or number})
    if not found:
        return None
    case = changing.made(session, Case, dict(zip(_CASE, found[0], strict=True)))
    under = _under_the_lock(connection.dialect)
    rows = look_up(connection, under, {"case_id": case.id, "task_id": task_id})
    due_at, *moment = rows[0][len(_TASK) :]
    told = (dict(zip(_TASK, row, strict=False)) for row in rows)
    tasks = [changing.made(session, Task, one) for one in told if one["id"] is not None]
    return Held(case, settings.read_moment(moment), {one.id: one for one in tasks}, due_at)


def hold_free(session: Session, case_ids: Collection[int]) -> Sequence[Case]:
    """Return those of some cases that nobody holds, with the lock on them, in one fixed order.

    Most of a case is read when somebody asks for it. What another transaction holds is passed
    over; SQLite has one writer at a time and nothing to pass over.
    """
    return session.scalars(_of_ids(), {"case_ids": [*case_ids]}).all()


def limit(session: Session, case_id: int, deadline_id: str) -> tuple[Deadline, Moment] | None:
    """Return a limit of a case that is locked, and the moment it is, in one statement."""
    asked = _limit(settings.dialect_of(session))
    row = session.execute(asked, {"of": case_id, "limit": deadline_id}).one_or_none()
    return None if row is None else (row[0], settings.read_moment(row[1:]))


@cache
def _limit(dialect: str) -> Select[Any]:
    this = (Deadline.case_id == bindparam("of"), Deadline.id == bindparam("limit"))
    asked = select(Deadline, *settings.moment_columns(dialect)).where(*this)
    return asked.execution_options(populate_existing=True)


@lru_cache(KNOWN)
def _of_task(dialect: Dialect) -> Lookup:
    """Built once, as all of these, because every deed asks it."""
    of_task = select(*_CASE.values()).join_from(_CASES, _TASKS, _TASK["case_id"] == _CASE["id"])
    this = _TASK["id"] == bindparam("wanted", type_=_TASK["id"].type)
    return lookup(of_task.where(this).with_for_update(of=_CASES), dialect)


@cache
def _of_ids() -> Select[Case]:
    these = select(Case).where(Case.id.in_(bindparam("case_ids", expanding=True)))
    read = these.order_by(Case.id).options(load_only(*_OF_MANY))
    locked = read.with_for_update(skip_locked=True)
    return locked.execution_options(populate_existing=True)


_OF_MANY = (
    Case.id, Case.number, Case.revision, Case.item_code, Case.lead_department, Case.state,
    Case.paused, Case.history_length, Case.history_head, Case.item,
)  # fmt: skip
"""What is asked of a case in a crowd: a whole row costs more to read than what is done to it."""


@lru_cache(KNOWN)
def _of_number(dialect: Dialect) -> Lookup:
    of_number = select(*_CASE.values()).where(_CASE["number"] == bindparam("wanted"))
    return lookup(of_number.with_for_update(of=_CASES), dialect)


@lru_cache(KNOWN)
def _under_the_lock(dialect: Dialect) -> Lookup:
    nearest = select(func.min(Deadline.due_at)).where(
        Deadline.case_id == Case.id, RUNS, Deadline.held_by.is_(None)
    )
    open_or_wanted = or_(_TASK["closed_at"].is_(None), _TASK["id"] == bindparam("task_id"))
    theirs = and_(_TASK["case_id"] == _CASE["id"], open_or_wanted)
    moment = settings.moment_columns(dialect.name)
    asked = (
        select(*_TASK.values(), nearest.scalar_subquery(), *moment)
        .select_from(_CASES.outerjoin(_TASKS, theirs))
        .where(_CASE["id"] == bindparam("case_id"))
    )
    return lookup(asked, dialect)


_CASES, _TASKS = Case.__table__, Task.__table__
_CASE = {one.name: one for one in _CASES.columns if one.name != "limits"}  # of those that ended
_TASK = {one.name: one for one in _TASKS.columns}
