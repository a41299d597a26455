"""Heartbeats: who lets time pass in this office, and when each was last seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Double, delete, func, literal, select, true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from app.storage.office import settings
from engine.rules.watch import Beat

KEPT = timedelta(days=1)
_INSERT: Mapping[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class Heartbeat(Base):
    """The last one of a process: a row each, overwritten.

    ``at`` is the database's own time, whatever clock a demo office shows; ``boot`` names a start
    of the machine, and ``counted`` the seconds since, which nobody can set.
    """

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)  # serve | tick | worker …
    host: Mapped[str] = mapped_column(primary_key=True)
    pid: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    boot: Mapped[str]
    counted: Mapped[float] = mapped_column(Double)


@dataclass(frozen=True)
class Seen:
    """What was known of the clock, and what it says: read in one statement.

    One statement sees what was stored before it began, so that ``now`` is never earlier than a
    heartbeat only because somebody was faster.
    """

    last: datetime | None
    own: Beat | None
    now: datetime


def seen(session: Session, boot: str) -> Seen:
    """Return the newest heartbeats, of anybody and of a machine since its start, and the moment."""
    newest = select(func.max(Heartbeat.at)).scalar_subquery()
    own = select(Heartbeat).filter_by(boot=boot).order_by(Heartbeat.at.desc()).limit(1).subquery()
    clock = settings.own_clock(settings.dialect_of(session))
    once = select(literal(1)).subquery()
    said = select(clock, newest, own.c.at, own.c.counted).select_from(once.outerjoin(own, true()))
    now, last, at, counted = session.execute(said).one()
    return Seen(last, None if at is None else Beat(at, counted), settings.as_moment(now))


def keep(session: Session, row: Mapping[str, Any]) -> None:
    """Write the heartbeat of a process over its last one, also when two threads do so at once."""
    own = _INSERT[settings.dialect_of(session)](Heartbeat).values(**row)
    who = [Heartbeat.name, Heartbeat.host, Heartbeat.pid]
    new = {name: own.excluded[name] for name in ("at", "boot", "counted")}
    session.execute(own.on_conflict_do_update(index_elements=who, set_=new))


def listed(session: Session) -> Sequence[Heartbeat]:
    """Return everybody who was seen lately, the last seen first."""
    return session.scalars(select(Heartbeat).order_by(Heartbeat.at.desc())).all()


def newest(session: Session) -> datetime | None:
    """Return when anybody was last seen."""
    return session.scalar(select(func.max(Heartbeat.at)))


def forget(session: Session, before: datetime | None = None) -> None:
    """Remove those not seen since a moment; without one, all, so that the clock is judged anew."""
    gone = delete(Heartbeat)
    session.execute(gone if before is None else gone.where(Heartbeat.at < before))
