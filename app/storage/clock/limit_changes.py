"""Changes of the limits of items: who, when, why, and how far the running cases have come."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case
from app.storage.ground.base import Base
from engine.errors import NotFound

MOVE, KEEP = "move", "keep"


class LimitChange(Base):
    """One change, never altered; and the running cases that take it over, so that none is lost."""

    __tablename__ = "limit_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_code: Mapped[str] = mapped_column(ForeignKey("item.code"), index=True)
    before: Mapped[dict[str, Any]]  # promised_days, statutory_days, periods
    after: Mapped[dict[str, Any]]
    running: Mapped[str]  # what becomes of running cases: move | keep
    corrects: Mapped[bool]  # whether what was promised was an error
    reason: Mapped[str]
    told_at: Mapped[datetime]
    told_by: Mapped[str]
    after_case: Mapped[int] = mapped_column(default=0)  # the last one looked at
    looked_at: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)
    waits_for: Mapped[datetime | None]  # who began before then may still count as before
    ended_at: Mapped[datetime | None] = mapped_column(index=True)


def of_id(session: Session, change_id: int, lock: bool = False) -> LimitChange:
    """Return one change.

    :raises NotFound: there is none.
    """
    found = session.get(
        LimitChange, change_id, with_for_update=lock or None, populate_existing=lock
    )
    if found is None:
        raise NotFound("limit.no_change", "There is no such change of limits.")
    return found


def of_item(session: Session, item_code: str, limit: int = 50) -> Sequence[LimitChange]:
    """Return the changes of an item, the newest first."""
    query = select(LimitChange).filter_by(item_code=item_code).order_by(LimitChange.id.desc())
    return session.scalars(query.limit(limit)).all()


def unfinished(session: Session) -> Sequence[int]:
    """Return the changes that running cases still have to take over, the first first."""
    query = select(LimitChange.id).where(LimitChange.ended_at.is_(None))
    return session.scalars(query.order_by(LimitChange.id)).all()


def running(session: Session, item_code: str, after: int, limit: int) -> Sequence[int]:
    """Return the inner ids of the running cases of an item, in order."""
    query = select(Case.id).where(Case.item_code == item_code, Case.id > after)
    return session.scalars(
        query.where(Case.ended_at.is_(None)).order_by(Case.id).limit(limit)
    ).all()


def versions_running(session: Session, item_code: str) -> set[str]:
    """Return the digests of the versions by which the running cases of an item go on."""
    query = select(Case.process_digest).where(Case.item_code == item_code, Case.ended_at.is_(None))
    return set(session.scalars(query.distinct()))


def how_many_run(session: Session, item_code: str) -> int:
    """Return how many cases of an item are under way."""
    query = select(func.count()).where(Case.item_code == item_code, Case.ended_at.is_(None))
    return session.scalar(query.select_from(Case)) or 0
