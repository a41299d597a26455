"""Changes of what items say of rights and rules: who, when, why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base


class ItemChange(Base):
    """One change, never altered."""

    __tablename__ = "item_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_code: Mapped[str] = mapped_column(ForeignKey("item.code"), index=True)
    before: Mapped[dict[str, Any]]  # go_upward, near, late_days, readers, senders
    after: Mapped[dict[str, Any]]
    reason: Mapped[str]
    told_at: Mapped[datetime]
    told_by: Mapped[str]


def of_item(session: Session, item_code: str, limit: int = 50) -> Sequence[ItemChange]:
    """Return the changes of an item, the newest first."""
    query = select(ItemChange).filter_by(item_code=item_code).order_by(ItemChange.id.desc())
    return session.scalars(query.limit(limit)).all()
