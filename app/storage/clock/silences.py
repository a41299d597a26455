"""Silences: opinions that departments owed and did not give in time, and gave late."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, and_, or_, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task, groups_of
from app.storage.ground.base import Base
from app.storage.ground.columns import Id
from engine.people import Actor

LATE_OPINION = "late_opinion"
"""The kind of the limit for the opinion still owed."""


class Silence(Base):
    """A task that nobody answered, or to which nobody came; kept with who was asked."""

    __tablename__ = "silence"
    __table_args__ = (
        Index(
            "ix_silence_owed", "group", "owed_until",
            sqlite_where=text("supplied_at IS NULL AND owed_until IS NOT NULL"),
            postgresql_where=text("supplied_at IS NULL AND owed_until IS NOT NULL"),
        ),
        Index(None, "case_id"),
    )  # fmt: skip

    task_id: Mapped[str] = mapped_column(Id, ForeignKey("task.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[str]  # silence | absence
    outcome: Mapped[str]  # agree | escalate | lead
    basis: Mapped[str | None]  # the rule by which it counts
    department: Mapped[str | None]
    group: Mapped[str]
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # who had claimed it
    holder_name: Mapped[str | None]
    due_on: Mapped[date]  # the last day in time
    missed_at: Mapped[datetime]  # legal time: the first moment after that day
    recorded_at: Mapped[datetime]
    heir_id: Mapped[str | None] = mapped_column(Id)  # the task that was asked instead

    owed_on: Mapped[date | None]  # the last day for the opinion still owed
    owed_until: Mapped[datetime | None]
    opinion: Mapped[str | None]
    reason: Mapped[str | None]
    supplied_at: Mapped[datetime | None]
    supplied_by: Mapped[str | None]  # an actor's id
    supplied_by_name: Mapped[str | None]

    @property
    def late(self) -> "Silence | None":
        """The opinion that came late, as this very row tells it; ``None`` before it came."""
        return self if self.supplied_at is not None else None

    @property
    def in_time(self) -> bool | None:
        """Whether the opinion owed came in time; ``None`` before it came."""
        if self.supplied_at is None or self.owed_until is None:
            return None
        return self.supplied_at < self.owed_until


def of_case(session: Session, case_id: int) -> dict[str, Silence]:
    """Return the silences of a case by the id of the task."""
    return of_cases(session, [case_id])


def of_cases(session: Session, case_ids: Collection[int]) -> dict[str, Silence]:
    """Return the silences of some cases by the id of the task."""
    rows = session.scalars(select(Silence).where(Silence.case_id.in_(case_ids)))
    return {row.task_id: row for row in rows}


def in_place_of(session: Session, case_id: int) -> dict[str, str | None]:
    """Return the departments that did not answer, by the id of the task asked instead."""
    return {
        row.heir_id: row.department for row in of_case(session, case_id).values() if row.heir_id
    }


def of_task(session: Session, task_id: str) -> Silence | None:
    """Return what is kept of a task nobody answered."""
    return session.get(Silence, task_id)


def owed(session: Session, actor: Actor, most: int = 100) -> Sequence[tuple[Silence, Task, Case]]:
    """Return the opinions somebody's groups still owe, the nearest limit first.

    Nothing is owed to a case that ended before it was decided.
    """
    rows = session.execute(
        select(Silence, Task, Case)
        .join(Task, Task.id == Silence.task_id)
        .join(Case, Case.id == Silence.case_id)
        .where(_owed(actor))
        .order_by(Silence.owed_until, Silence.task_id)
        .limit(most)
    )
    return [(silence, task, case) for silence, task, case in rows]


def owed_ids(actor: Actor, most: int) -> Select[str]:
    """Return the question for the opinions somebody's groups still owe."""
    theirs = select(Silence.task_id).join(Case, Case.id == Silence.case_id)
    return theirs.where(_owed(actor)).limit(most)


def _owed(actor: Actor) -> Any:
    return and_(
        Silence.group.in_(groups_of(actor)),
        Silence.supplied_at.is_(None),
        Silence.owed_until.is_not(None),
        or_(Case.ended_at.is_(None), Case.decided_on.is_not(None)),
    )
