"""Pauses and extensions: why a legal clock stood still, or got longer."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from app.storage.ground.columns import Id


class Pause(Base):
    """An interval that is not counted: from the day after ``from_on`` to ``to_on``.

    Source: Administrative Licensing Law, Art. 45.
    """

    __tablename__ = "pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    ground: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    planned_working_days: Mapped[int]
    planned_to_on: Mapped[date]  # the last day that is not counted, if all goes as planned
    from_on: Mapped[date]  # legal time
    to_on: Mapped[date | None]
    task_id: Mapped[str | None] = mapped_column(Id)  # only the limits of this task's branch wait
    scope: Mapped[str | None] = mapped_column(Id)  # of that task, where it is a sub-process
    department: Mapped[str | None]  # of that task
    state: Mapped[str | None]  # of the case, which it returns to
    element: Mapped[str | None]  # the engine's id of the step that stops the clock by itself
    evidence: Mapped[str | None]  # the id of a material of the case
    approved_by: Mapped[str | None]
    paper: Mapped[str | None]  # the number of the notice to the applicant
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]


class Extension(Base):
    """More working days, granted once.

    Source: Administrative Licensing Law, Art. 42.
    """

    __tablename__ = "extension"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    working_days: Mapped[int]
    reason: Mapped[str]
    approved_by: Mapped[str]
    paper: Mapped[str | None]  # the number of the notice to the applicant
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


def of_cases(session: Session, case_ids: Collection[int]) -> Sequence[Pause]:
    """Return the pauses of some cases."""
    return session.scalars(select(Pause).where(Pause.case_id.in_(case_ids))).all()


def of_case(session: Session, case_id: int) -> Sequence[Pause]:
    """Return the pauses of a case, the first first."""
    return session.scalars(select(Pause).filter_by(case_id=case_id).order_by(Pause.id)).all()


def planned_ends(session: Session, case_ids: Collection[int]) -> dict[int, date]:
    """Return of some cases whose clock stands until when it does, if all goes as planned."""
    if not case_ids:
        return {}
    query = select(Pause.case_id, func.max(Pause.planned_to_on)).group_by(Pause.case_id)
    standing = query.where(Pause.case_id.in_(case_ids), Pause.to_on.is_(None))
    return {row[0]: row[1] for row in session.execute(standing)}


def lasting(session: Session, ids: Collection[int]) -> set[int]:
    """Return those of some pauses that have not ended."""
    query = select(Pause.id).where(Pause.id.in_(ids), Pause.to_on.is_(None))
    return set(session.scalars(query)) if ids else set()
