"""The calendar: every change of it ever told, and the moving of running cases that follows one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from app.storage.office import settings
from app.storage.office.settings import Setting
from engine.errors import NotFound

NOTICE, OVERRIDE, OUTAGE, HOURS, REGIONS, LIFTED = (
    *("notice", "override", "outage"),
    *("hours", "regions", "lifted"),
)
PROPOSED, IN_FORCE, DISCARDED = "proposed", "in_force", "discarded"
MOVE, KEEP = "move", "keep"


class CalendarChange(Base):
    """One change: what it says is never altered, and what is in force is a version for ever.

    The calendar of a version is what all changes up to it say together. An override, an outage
    or office hours hold for a region or a department; without either, for the whole office.
    """

    __tablename__ = "calendar_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int | None] = mapped_column(unique=True)  # the one it made, once in force
    kind: Mapped[str]  # notice | override | outage | hours | regions | lifted
    region: Mapped[str | None]  # an administrative division code, like 450000
    department: Mapped[str | None] = mapped_column(ForeignKey("department.code"))
    content: Mapped[dict[str, Any]]
    source: Mapped[str]  # the notice or the decision, with its document number
    told_at: Mapped[datetime]
    told_by: Mapped[str]
    state: Mapped[str] = mapped_column(default=PROPOSED)  # proposed | in_force | discarded
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    running: Mapped[str | None]  # what became of running cases: move | keep


class CalendarMove(Base):
    """The running cases that follow a change: how far they have come, so that a kill loses none."""

    __tablename__ = "calendar_move"

    change_id: Mapped[int] = mapped_column(ForeignKey("calendar_change.id"), primary_key=True)
    after_case: Mapped[int] = mapped_column(default=0)  # the last one looked at
    looked_at: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime]
    waits_for: Mapped[datetime | None]  # who began before then may still count as before
    ended_at: Mapped[datetime | None] = mapped_column(index=True)


def in_force(session: Session, up_to: int | None = None) -> Sequence[CalendarChange]:
    """Return the changes that make a version, the first first; by default the newest version."""
    query = select(CalendarChange).where(CalendarChange.version.is_not(None))
    if up_to is not None:
        query = query.where(CalendarChange.version <= up_to)
    return session.scalars(query.order_by(CalendarChange.version)).all()


def apart(session: Session, up_to: int) -> Sequence[CalendarChange]:
    """Return what ``in_force`` returns as values of nobody's session, for who keeps them.

    A session that rolls back forgets what its rows said; these go on saying it.
    """
    with Session(session.connection(), expire_on_commit=False) as reading:
        found = in_force(reading, up_to)
        reading.expunge_all()
    return found


def listed(
    session: Session, limit: int, after: int | None = None, state: str | None = None
) -> Sequence[CalendarChange]:
    """Return changes, the newest first, perhaps only those in one state."""
    query = select(CalendarChange).order_by(CalendarChange.id.desc()).limit(limit)
    if after is not None:
        query = query.where(CalendarChange.id < after)
    return session.scalars(query.filter_by(state=state) if state else query).all()


def of_id(session: Session, change_id: int, lock: bool = False) -> CalendarChange:
    """Return one change.

    :raises NotFound: there is none.
    """
    found = session.get(
        CalendarChange, change_id, with_for_update=lock or None, populate_existing=lock
    )
    if found is None:
        raise NotFound("calendar.no_change", "There is no such change of the calendar.")
    return found


def next_version(session: Session) -> int:
    """Take the number of the next version; whoever else wants one waits."""
    number = select(Setting).filter_by(name=settings.CALENDAR_VERSION).with_for_update()
    held = session.scalar(number.execution_options(populate_existing=True))
    version = int(held.value if held else 0) + 1
    settings.put(session, settings.CALENDAR_VERSION, str(version))
    return version


def move_of(session: Session, change_id: int) -> CalendarMove | None:
    """Return how far the running cases have followed a change, with the lock on it."""
    return session.get(CalendarMove, change_id, with_for_update=True, populate_existing=True)


def unfinished(session: Session) -> Sequence[int]:
    """Return the changes that running cases still have to follow, the first first."""
    query = select(CalendarMove.change_id).where(CalendarMove.ended_at.is_(None))
    return session.scalars(query.order_by(CalendarMove.change_id)).all()


def progress(session: Session, change_id: int) -> CalendarMove | None:
    """Return how far the running cases have followed a change."""
    return session.get(CalendarMove, change_id)


def newest_source(session: Session) -> str:
    """Return the notice or the decision that the newest version of the calendar rests on."""
    newest = CalendarChange.version.desc()
    said = select(CalendarChange.source, CalendarChange.reason)
    row = session.execute(said.where(CalendarChange.state == IN_FORCE).order_by(newest).limit(1))
    return next((one.source or one.reason for one in row), "")
