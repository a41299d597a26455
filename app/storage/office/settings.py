"""Settings of the office, and the moment it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Select, String, cast, delete, func, literal, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from engine.rules.deadlines import OFFICE_ZONE


class Setting(Base):
    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


CALENDAR_ALARM_FROM = "calendar_alarm_from"  # MM-DD: from then on next year's table is missed
CALENDAR_VERSION = "calendar_version"
CARD_RULES_VERSION = "card_rules_version"
CLOCK_OFFSET = "clock_offset_seconds"  # how far the demo office's clock was moved
CLOCK_STOPPED = "clock_stopped"  # the incident that keeps the clock from being trusted
OF_MOMENT = (CLOCK_OFFSET, CALENDAR_VERSION, CLOCK_STOPPED, CARD_RULES_VERSION)
MOMENT_COLUMNS = 1 + len(OF_MOMENT)
CLOCK_LOCK = 0x6C69616E
"""Of PostgreSQL's advisory locks, the one that whoever decides about the clock holds."""
DEMO = "demo"
OFFICE_NAME, OFFICE_NAME_EN = "office_name", "office_name_en"


@dataclass(frozen=True)
class Moment:
    """What the database says it is now, on which calendar, and by which rules of cards.

    :param moved: how far the demo office's clock was moved.
    :param stopped: whether the clock jumped and nobody has confirmed that it is right.
    """

    now: datetime
    calendar_version: int
    moved: timedelta = timedelta(0)
    stopped: bool = False
    card_rules_version: int = 0

    @cached_property
    def here(self) -> datetime:
        """The same in the office's zone."""
        return self.now.astimezone(OFFICE_ZONE)

    @property
    def own(self) -> datetime:
        """The database's own time."""
        return self.now - self.moved


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
    return (own_clock(dialect), *map(_value, OF_MOMENT))


def read_moment(columns: Sequence[Any]) -> Moment:
    """Return the moment that ``moment_columns`` told."""
    said, offset, version, stopped, card_rules = columns
    moved = timedelta(seconds=float(offset or 0))
    now, stands = as_moment(said) + moved, stopped is not None
    return Moment(now, int(version or 0), moved, stands, int(card_rules or 0))


def as_moment(said: datetime | str) -> datetime:
    """Return what the database's own clock said, aware."""
    now = said if isinstance(said, datetime) else datetime.fromisoformat(said)
    return now.replace(tzinfo=now.tzinfo or UTC).astimezone(UTC)


def get(session: Session, name: str) -> str | None:
    """Return a setting."""
    return session.scalar(select(Setting.value).filter_by(name=name))


def put(session: Session, name: str, value: str) -> None:
    """Remember a setting."""
    session.merge(Setting(name=name, value=value))


def remove(session: Session, name: str) -> None:
    """Forget a setting."""
    session.execute(delete(Setting).where(Setting.name == name))


@cache
def _asking(dialect: str) -> Select[Any]:
    return select(*moment_columns(dialect))


def own_clock(dialect: str) -> Any:
    """Return the column that tells the database's own time, whatever a demo office shows."""
    if dialect == "sqlite":
        return cast(func.strftime("%Y-%m-%d %H:%M:%f", literal("now")), String)
    return func.clock_timestamp()


def _value(name: str) -> Any:
    return select(Setting.value).filter_by(name=name).scalar_subquery()


def alone(session: Session) -> None:
    """Wait until nobody else decides about the clock; SQLite has one writer anyway."""
    if dialect_of(session) == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(CLOCK_LOCK)))
