"""Stoppages: carriers that let nothing through, from the first try that failed to the next letter
that leaves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from app.storage.office import settings

_INSERT: Mapping[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class Stoppage(Base):
    """One letter at a time tries whether the carrier is there again; the others wait."""

    __tablename__ = "stoppage"

    channel: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    tries: Mapped[int]
    take_at: Mapped[datetime]  # from then on a letter may try
    lease: Mapped[str | None]  # of the letter that tries
    error: Mapped[dict[str, Any]]  # of the last try: code, message and its params
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incident.id"), index=True)


def closed(now: datetime) -> Select[str]:
    """Return the channels by which nothing may be tried now, as a question."""
    return select(Stoppage.channel).where(Stoppage.take_at > now)


def locked(session: Session, channel: str) -> Stoppage | None:
    """Return the stoppage of a channel as it is now, locked; none where letters get through."""
    return session.get(Stoppage, channel, populate_existing=True, with_for_update=True)


def begin(session: Session, channel: str, now: datetime) -> bool:
    """Note that nothing gets through by a channel; return whether that is news."""
    row = {"channel": channel, "since": now, "tries": 0, "take_at": now, "error": {}}
    insert = _INSERT[settings.dialect_of(session)](Stoppage).values(**row)
    new = insert.on_conflict_do_nothing().returning(Stoppage.channel)  # two may fail at once
    return session.scalar(new) is not None


def hasten(session: Session, channel: str, now: datetime) -> None:
    """Let a letter try at once whether the carrier is there again."""
    mine = update(Stoppage).where(Stoppage.channel == channel, Stoppage.take_at > now)
    session.execute(mine.values(take_at=now))


def all_now(session: Session) -> Mapping[str, Stoppage]:
    """Return every stoppage by its channel."""
    return {one.channel: one for one in session.scalars(select(Stoppage))}
