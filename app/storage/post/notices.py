"""Notices: messages to people, written with the deed, shown or sent after it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.desk.asking import person, person_id_of
from app.storage.desk.tasks import groups_of
from app.storage.ground.base import Base
from app.storage.office import settings
from engine.errors import NotFound
from engine.people import APPLICANT, Actor

_INSERT: Mapping[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
FRESH = text("NOT handed_on")
"""Said in the words of the index, or SQLite would not see that it fits."""


class Notice(Base):
    """For one person, for everybody in a group, or for the applicant of a case."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "group", "id"),
        Index(
            None, "person_id", "id",
            sqlite_where=text("person_id IS NOT NULL"),
            postgresql_where=text("person_id IS NOT NULL"),
        ),
        Index("ix_notice_fresh", "id", sqlite_where=FRESH, postgresql_where=FRESH),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # case, fact, receiver: never written twice
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))  # none: of the office
    case_number: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    group: Mapped[str | None]  # "department/role", a centre role, or "applicant"
    what: Mapped[str]  # a code; translated where it is shown
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    written_at: Mapped[datetime]
    handed_on: Mapped[bool] = mapped_column(default=False)  # whether its letters are written


class NoticeReading(Base):
    __tablename__ = "notice_reading"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    read_at: Mapped[datetime]


def mine(
    session: Session, actor: Actor, limit: int = 50, after: int | None = None
) -> Sequence[tuple[Notice, datetime | None]]:
    """Return somebody's notices, newest first, with the moment they were read; one more."""
    person = person_id_of(actor)
    query = (
        select(Notice, NoticeReading.read_at)
        .outerjoin(
            NoticeReading,
            (NoticeReading.notice_id == Notice.id) & (NoticeReading.person_id == person),
        )
        .where(_to(actor))
        .order_by(Notice.id.desc())
        .limit(limit + 1)
    )
    if after is not None:
        query = query.where(Notice.id < after)
    return [(notice, read_at) for notice, read_at in session.execute(query)]


def told_applicant(session: Session, case_id: int, kinds: Collection[str]) -> Sequence[Notice]:
    """Return the notices of some kinds to the party of a case, newest first."""
    theirs = select(Notice).where(
        Notice.case_id == case_id, Notice.group == APPLICANT, Notice.what.in_(kinds)
    )
    return session.scalars(theirs.order_by(Notice.id.desc())).all()


def written(session: Session, keys: Collection[str]) -> set[str]:
    """Return those of some keys under which there is a notice already."""
    return set(session.scalars(select(Notice.key).where(Notice.key.in_(keys))))


def unread(session: Session, actor: Actor, most: int = 100) -> int:
    """Return how many notices wait to be read, counted up to ``most``."""
    waiting = unread_ids(actor, most).subquery()
    return session.scalar(select(func.count()).select_from(waiting)) or 0


def unread_ids(actor: Actor, most: int) -> Select[int]:
    """Return the question for somebody's notices that wait to be read."""
    return select(Notice.id).where(_unread(actor)).limit(most)


def read(session: Session, actor: Actor, notice_id: int, now: datetime) -> Notice:
    """Mark a notice as read by this person; once is enough.

    :raises NotFound: there is no such notice for them.
    """
    mine = select(Notice).where(Notice.id == notice_id, _to(actor))
    notice = session.scalar(mine.with_for_update())  # two clicks at once mark it once
    reader = person_id_of(actor)
    if notice is None or reader is None:
        raise NotFound("notice.unknown", "There is no such notice.")
    if session.get(NoticeReading, (notice_id, reader)) is None:
        session.add(NoticeReading(notice_id=notice_id, person_id=reader, read_at=now))
    return notice


def read_up_to(session: Session, actor: Actor, newest: int, now: datetime) -> None:
    """Mark a person's notices as read, up to the newest that they have seen."""
    stamp = literal(person_id_of(actor)), literal(now, NoticeReading.read_at.type)
    seen = select(Notice.id, *stamp).where(_unread(actor), Notice.id <= newest)
    insert = _INSERT[settings.dialect_of(session)](NoticeReading)
    rows = insert.from_select(["notice_id", "person_id", "read_at"], seen)
    session.execute(rows.on_conflict_do_nothing())  # two clicks at once mark each once


def anything_fresh(session: Session) -> bool:
    """Whether there are notices whose letters are not written yet."""
    return session.scalar(select(Notice.id).where(FRESH).limit(1)) is not None


def fresh(session: Session, most: int) -> Sequence[Notice]:
    """Return the oldest such notices, locked; who else asks meanwhile gets others."""
    query = select(Notice).where(FRESH).order_by(Notice.id).limit(most)
    return session.scalars(query.with_for_update(skip_locked=True)).all()


def kinds(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Return what some notices are about."""
    found = session.execute(select(Notice.id, Notice.what).where(Notice.id.in_(ids)))
    return dict(found.all())


def hand_on(session: Session, ids: Collection[int]) -> None:
    """Note that the letters of some notices are written."""
    session.execute(update(Notice).where(Notice.id.in_(ids)).values(handed_on=True))


def _unread(actor: Actor) -> Any:
    seen = exists().where(
        NoticeReading.notice_id == Notice.id, NoticeReading.person_id == person(actor)
    )
    return and_(_to(actor), ~seen)


def _to(actor: Actor) -> Any:
    return or_(Notice.person_id == person(actor), Notice.group.in_(groups_of(actor)))
