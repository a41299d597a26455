"""Lists of cases, asked for by those who may see them, or counted."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, union, union_all
from sqlalchemy.orm import Session

from app.storage.case import search_keys
from app.storage.case.cases import Case, concerns, readable
from app.storage.office import items
from engine.people import Actor

MOST_ITEMS = 20
"""So many items may be called alike; whoever means another says more of its name."""


@dataclass(frozen=True)
class Wanted:
    """What a list of cases is asked for."""

    state: str | None = None
    department: str | None = None
    q: str | None = None
    promised: bool = False  # only those that wait for a promised material
    after: int | None = None  # the id of the last case seen
    limit: int = 50


def listed(session: Session, actor: Actor, wanted: Wanted) -> Sequence[Case]:
    """Return the cases a person may read, newest first; one more than asked for, if there is."""
    newest = select(Case).order_by(Case.id.desc()).limit(wanted.limit + 1)
    if wanted.q:
        these = Case.id.in_(_found(session, actor, wanted, wanted.limit + 1))
        return session.scalars(newest.where(these)).all()
    return session.scalars(_narrowed(newest, actor, wanted)).all()


def counted(session: Session, actor: Actor, wanted: Wanted, most: int) -> int:
    """Return how many such cases there are, counted up to a number."""
    every = _narrowed(select(Case.id), actor, wanted).limit(most)
    ids = _found(session, actor, wanted, most).limit(most) if wanted.q else every
    return session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def _narrowed(query: Select[Any], actor: Actor, wanted: Wanted) -> Select[Any]:
    query = query.where(readable(actor), Case.number.is_not(None))
    if wanted.state:
        query = query.where(Case.state == wanted.state)
    if wanted.department:
        query = query.where(concerns([wanted.department]))
    if wanted.promised:
        query = query.where(Case.promised > 0)
    if wanted.after is not None:
        query = query.where(Case.id < wanted.after)
    return query


def led(
    session: Session, departments: Collection[str], after: int | None, limit: int
) -> Sequence[Case]:
    """Return running cases that some departments lead, newest first; one more, if there is.

    One bounded look-up a department.
    """
    pages = [_led(department, after, limit + 1) for department in sorted(departments)]
    if not pages:
        return []
    merged = union_all(*(one.subquery().select() for one in pages)).subquery()
    newest = select(merged.c.id).order_by(merged.c.id.desc()).limit(limit + 1)
    return session.scalars(select(Case).where(Case.id.in_(newest)).order_by(Case.id.desc())).all()


def _led(department: str, after: int | None, limit: int) -> Select[Any]:
    query = select(Case.id).where(Case.lead_department == department, Case.ended_at.is_(None))
    if after is not None:
        query = query.where(Case.id < after)
    return query.order_by(Case.id.desc()).limit(limit)


def running(session: Session) -> dict[str, int]:
    """Return how many cases are on their way, by the key of their process."""
    query = select(Case.process, func.count()).where(Case.ended_at.is_(None))
    return {row[0]: row[1] for row in session.execute(query.group_by(Case.process))}


def on_version(
    session: Session, version: tuple[str, int], only: Iterable[str] | None = None, after: str = ""
) -> Sequence[str]:
    """Return the numbers of the running cases on a version of a process, in their order.

    :param version: key and number.
    :param only: of these cases; ``after`` is the last number already known.
    """
    query = select(Case.number).where(
        Case.process == version[0],
        Case.version == version[1],
        Case.ended_at.is_(None),
        Case.number > after,
    )
    if only is not None:
        query = query.where(Case.number.in_(list(only)))
    return [number for number in session.scalars(query.order_by(Case.number)) if number]


def _found(session: Session, actor: Actor, wanted: Wanted, limit: int) -> Select[Any]:
    """Return the question for the newest cases of a name and of the items so called.

    One bounded look-up for the name, and one for each item.
    """
    q = wanted.q or ""
    codes = session.scalars(items.called(q).limit(MOST_ITEMS))
    found = [search_keys.fits(q), *(Case.item_code == code for code in codes)]
    pages = [
        _narrowed(select(Case.id), actor, wanted).where(one).order_by(Case.id.desc()).limit(limit)
        for one in found
    ]
    merged = union(*(one.subquery().select() for one in pages)).subquery()
    return select(merged.c.id)
