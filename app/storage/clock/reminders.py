"""Reminders that wait: limits about to end, of which whoever is asked does not know yet."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.storage.clock.deadlines import RUNS, Deadline


def waiting(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Return the inner ids of cases with a limit that is about to end and of which nobody knows."""
    untold = select(Deadline.case_id).where(*_untold(now))
    rows = session.scalars(untold.order_by(Deadline.remind_at, Deadline.id).limit(limit))
    return [*dict.fromkeys(rows)]


@dataclass(frozen=True)
class Untold:
    """A limit of which whoever is asked is told now."""

    case_id: int
    task_id: str | None
    kind: str
    due_at: datetime
    due_on: date | None


def take(session: Session, case_ids: Collection[int], now: datetime) -> list[Untold]:
    """Say of the limits of some cases that they are told, and return which those are."""
    taken = update(Deadline).where(Deadline.case_id.in_(case_ids), *_untold(now))
    told = (Deadline.case_id, Deadline.task_id, Deadline.kind, Deadline.due_at, Deadline.due_on)
    rows = session.execute(taken.values(remind_at=None).returning(*told))
    return sorted((Untold(*row) for row in rows), key=lambda one: (one.due_at, one.case_id))


def _untold(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """What is about to end; what has passed is told otherwise."""
    return RUNS, Deadline.remind_at <= now, Deadline.due_at > now
