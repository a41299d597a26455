"""Urges: that somebody asked for an open task to be done soon, when, and who has seen it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.desk.tasks import Task
from app.storage.ground.base import Base
from app.storage.ground.columns import Id
from engine.people import APPLICANT


class Urge(Base):
    __tablename__ = "urge"
    __table_args__ = (Index(None, "task_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[str] = mapped_column(Id, ForeignKey("task.id"))
    by: Mapped[str]  # an actor's id
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


CLOCK = "clock"
"""By whom the clock urges: it is nobody of the office."""


def since(session: Session, task_id: str, moment: datetime) -> int:
    """Return how often the office urged a task after a moment."""
    asked = select(func.count()).where(Urge.task_id == task_id, Urge.at > moment)
    return session.scalar(asked.where(Urge.by.not_in((APPLICANT, CLOCK)))) or 0


def of_task(session: Session, task_id: str) -> Sequence[Urge]:
    """Return the urges of a task, first first."""
    theirs = select(Urge).where(Urge.task_id == task_id)
    return session.scalars(theirs.order_by(Urge.at, Urge.id)).all()


def by(session: Session, task_ids: Collection[str], who: str) -> set[str]:
    """Return which of some tasks somebody has urged."""
    if not task_ids:
        return set()
    theirs = select(Urge.task_id).where(Urge.task_id.in_(task_ids), Urge.by == who)
    return set(session.scalars(theirs))


def of_party(session: Session, case_id: int) -> Sequence[Urge]:
    """Return the urges of the applicant of a case, first first."""
    theirs = select(Urge).join(Task, Task.id == Urge.task_id)
    mine = theirs.where(Task.case_id == case_id, Urge.by == APPLICANT)
    return session.scalars(mine.order_by(Urge.at, Urge.id)).all()


def times(session: Session, case_ids: Collection[int]) -> dict[int, int]:
    """Return how often the tasks of some cases were urged, where any was."""
    urged = select(Task.case_id, func.sum(Task.urges)).where(
        Task.case_id.in_(case_ids), Task.urges.is_not(None)
    )
    rows = session.execute(urged.group_by(Task.case_id))
    return {case_id: times or 0 for case_id, times in rows}


def mark_read(session: Session, task_id: str, person_id: int, now: datetime) -> None:
    """Note that somebody has seen the urges of a task that nobody had seen."""
    unread = update(Urge).where(Urge.task_id == task_id, Urge.read_at.is_(None))
    session.execute(unread.values(read_at=now, read_by_id=person_id))
