"""Who has read which copies, and which wait to be read by somebody."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.storage.case.cases import Case
from app.storage.desk.asking import person, person_id_of
from app.storage.desk.copies import Copy, CopyReading, reaches
from app.storage.office import settings
from engine.people import Actor

_INSERT: Mapping[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def listed(
    session: Session, actor: Actor, unread: bool = False, after: int | None = None, limit: int = 50
) -> Sequence[tuple[Copy, Case, datetime | None]]:
    """Return somebody's copies, newest first, with the moment they read them; one more, if any.

    :param unread: only those they have not read.
    :param after: the id of the last one seen.
    """
    query = (
        select(Copy, Case, CopyReading.read_at)
        .join(Case, Case.id == Copy.case_id)
        .outerjoin(CopyReading, _reading(actor))
        .where(*reaches(actor))
    )
    if unread:
        query = query.where(CopyReading.read_at.is_(None))
    if after is not None:
        query = query.where(Copy.id < after)
    rows = session.execute(query.order_by(Copy.id.desc()).limit(limit + 1))
    return [(copy, case, read_at) for copy, case, read_at in rows]


def of_case(session: Session, actor: Actor, case_id: int) -> Sequence[tuple[Copy, datetime | None]]:
    """Return somebody's copies of a case, newest first, with the moment they read them."""
    query = select(Copy, CopyReading.read_at).outerjoin(CopyReading, _reading(actor))
    theirs = query.where(Copy.case_id == case_id, *reaches(actor)).order_by(Copy.id.desc())
    return [(copy, read_at) for copy, read_at in session.execute(theirs)]


def unread_ids(actor: Actor, most: int) -> Select[int]:
    """Return the question for the copies that wait to be read by somebody."""
    return select(Copy.id).where(*reaches(actor), ~exists().where(_reading(actor))).limit(most)


def readings(session: Session, ids: Collection[int]) -> Sequence[CopyReading]:
    """Return who has read some copies, first first."""
    if not ids:
        return ()
    found = select(CopyReading).where(CopyReading.copy_id.in_(ids))
    return session.scalars(found.order_by(CopyReading.read_at, CopyReading.person_id)).all()


def mark_read(session: Session, actor: Actor, case_id: int, now: datetime) -> None:
    """Note that somebody of the office has read their copies of a case; once is enough."""
    stamp = literal(person_id_of(actor)), literal(now, CopyReading.read_at.type)
    seen = select(Copy.id, *stamp).where(Copy.case_id == case_id, *reaches(actor))
    insert = _INSERT[settings.dialect_of(session)](CopyReading)
    rows = insert.from_select(["copy_id", "person_id", "read_at"], seen)
    session.execute(rows.on_conflict_do_nothing())  # two windows at once mark each once


def _reading(actor: Actor) -> Any:
    mine = CopyReading.person_id == person(actor)
    return and_(CopyReading.copy_id == Copy.id, mine)
