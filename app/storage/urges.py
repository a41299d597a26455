"""Urges: that somebody asked for an open task to be done soon, and when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base
from app.storage.columns import Id


class Urge(Base):
    __tablename__ = "urge"
    __table_args__ = (Index(None, "task_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[str] = mapped_column(Id, ForeignKey("task.id"))
    by: Mapped[str]  # an actor's id
    at: Mapped[datetime]


def since(session: Session, task_id: str, moment: datetime) -> int:
    """Return how often a task was urged after a moment."""
    asked = select(func.count()).where(Urge.task_id == task_id, Urge.at > moment)
    return session.scalar(asked) or 0
