"""Settings of the office, and the moment it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, String, cast, func, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base


class Setting(Base):
    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


CALENDAR_ALARM_FROM = "calendar_alarm_from"  # MM-DD: from then on next year's table is missed
CALENDAR_VERSION = "calendar_version"
CLOCK_OFFSET = "clock_offset_seconds"  # how far the demo office's clock was moved
DEMO = "demo"
OFFICE_NAME = "office_name"


@dataclass(frozen=True)
class Moment:
    """What the database says it is now, and on which calendar."""

    now: datetime
    calendar_version: int


def moment(session: Session) -> Moment:
    """Return the database's time (moved by the demo clock, if it was) in one statement.

    Read after the case is locked, so that the recorded times of a case never run backwards
    (decision 3).
    """
    return read_moment(session.execute(_asking(dialect_of(session))).one())


def dialect_of(session: Session) -> str:
    """Return the name under which statements are built once for a kind of database."""
    return session.get_bind().dialect.name


@cache
def moment_columns(dialect: str) -> tuple[Any, ...]:
    """Return the columns that tell the moment, to be asked for together with something else."""
    return _clock(dialect), _value(CLOCK_OFFSET), _value(CALENDAR_VERSION)


def read_moment(columns: Sequence[Any]) -> Moment:
    """Return the moment that ``moment_columns`` told."""
    said, offset, version = columns
    now = said if isinstance(said, datetime) else datetime.fromisoformat(said)
    now = now.replace(tzinfo=now.tzinfo or UTC).astimezone(UTC)
    return Moment(now + timedelta(seconds=float(offset or 0)), int(version or 0))


def get(session: Session, name: str) -> str | None:
    """Return a setting."""
    return session.scalar(select(Setting.value).filter_by(name=name))


def put(session: Session, name: str, value: str) -> None:
    """Remember a setting."""
    session.merge(Setting(name=name, value=value))


@cache
def _asking(dialect: str) -> Select[Any]:
    return select(*moment_columns(dialect))


def _clock(dialect: str) -> Any:
    if dialect == "sqlite":
        return cast(func.strftime("%Y-%m-%d %H:%M:%f", literal("now")), String)
    return func.clock_timestamp()


def _value(name: str) -> Any:
    return select(Setting.value).filter_by(name=name).scalar_subquery()
