"""Limits that have passed: what is due, found by an index and claimed by whoever is first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    Update,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session, load_only

from app.storage.case.cases import Case
from app.storage.clock.deadlines import FIRED, RUNS, Deadline
from app.storage.ground.columns import Id
from app.storage.ground.lookups import KNOWN, Lookup, look_up, lookup
from app.storage.ground.moments import UtcTime
from app.storage.ground.sending import change_each
from app.storage.ground.statements import New
from app.storage.office import settings


def anywhere(session: Session, now: datetime, limit: int = 2_000) -> Sequence[tuple[int, str]]:
    """Return (case id, deadline id) of what has passed, the longest overdue first."""
    rows = session.execute(
        select(Deadline.case_id, Deadline.id)
        .where(*_passed(now))
        .order_by(Deadline.due_at, Deadline.id)
        .limit(limit)
    )
    return [(case_id, deadline_id) for case_id, deadline_id in rows]


@dataclass(frozen=True)
class Nearest:
    """A case, and whether the nearest of its limits has passed."""

    case_id: int
    passed: bool


def nearest(connection: Connection, number: str) -> Nearest | None:
    """Return the case with a number, and whether a limit of it passed, in one statement."""
    found = look_up(connection, _nearest(connection.dialect), {"number": number})
    if not found:
        return None
    case_id, due_at, *moment = found[0]
    return Nearest(case_id, due_at is not None and due_at <= settings.read_moment(moment).now)


@lru_cache(KNOWN)
def _nearest(dialect: Dialect) -> Lookup:
    """Built once, because every job and every message asks it first."""
    first = select(func.min(Deadline.due_at)).where(
        Deadline.case_id == Case.id, RUNS, Deadline.held_by.is_(None)
    )
    columns = (Case.id, first.scalar_subquery(), *settings.moment_columns(dialect.name))
    return lookup(select(*columns).where(Case.number == bindparam("number")), dialect)


def of_case(session: Session, case_id: int, now: datetime) -> Sequence[str]:
    """Return the ids of a case's deadlines that have passed, in order of due time."""
    return session.scalars(
        select(Deadline.id)
        .where(Deadline.case_id == case_id, *_passed(now))
        .order_by(Deadline.due_at, Deadline.id)
    ).all()


def of_cases(session: Session, case_ids: Collection[int], now: datetime) -> Sequence[Deadline]:
    """Return what has passed of some cases, as it is now, in order of due time."""
    return session.scalars(_of_cases(), {"case_ids": [*case_ids], "now": now}).all()


@cache
def _of_cases() -> Select[Deadline]:
    """Built once, because every limit that passes asks it."""
    these = Deadline.case_id.in_(bindparam("case_ids", expanding=True))
    passed = select(Deadline).where(these, *_passed(bindparam("now", type_=UtcTime())))
    ordered = passed.order_by(Deadline.due_at, Deadline.id).options(load_only(*_OF_MANY))
    return ordered.execution_options(populate_existing=True)


_OF_MANY = (
    Deadline.case_id, Deadline.id, Deadline.task_id, Deadline.kind, Deadline.moves,
    Deadline.step, Deadline.basis, Deadline.due_at, Deadline.due_on, Deadline.asked,
)  # fmt: skip
"""What is asked of a limit in a crowd; the rest is read when somebody asks for it."""


def claim(session: Session, passed: Sequence[Deadline], now: datetime) -> bool:
    """Say that limits have passed, at once: what follows may already look at the rows.

    :returns: whether all of them could still be claimed.
    """
    rows = [{"of": one.case_id, "limit": one.id, "now": now} for one in passed]
    claimed = change_each(session, _claiming, CLAIMS, rows)
    for one in passed:
        vars(one).update(state=FIRED, ended_at=now)  # as stored: nothing is left to flush
    return claimed == len(passed)


CLAIMS: Mapping[str, Any] = {"of": Integer(), "limit": Id(), "now": UtcTime()}


def _claiming(new: New) -> Update:
    this = (Deadline.case_id == new["of"], Deadline.id == new["limit"])
    claimed = update(Deadline).where(*this, *_passed(new["now"]))
    return claimed.values(state=FIRED, ended_at=new["now"])


def _passed(now: datetime | ColumnElement[datetime]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a limit may pass."""
    return RUNS, Deadline.held_by.is_(None), Deadline.due_at <= now
