"""Repeats: which requests were carried out already, so that asking again does nothing twice."""

from datetime import datetime

from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base


class Repeat(Base):
    """A request that was carried out, by its idempotency key; kept in the deed's transaction."""

    __tablename__ = "repeat"

    actor: Mapped[str] = mapped_column(primary_key=True)
    route: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    body_digest: Mapped[str]
    status: Mapped[int]
    reference: Mapped[str]  # what the answer showed: a case number, a task id
    done_at: Mapped[datetime] = mapped_column(index=True)


def find(session: Session, actor: str, route: str, key: str) -> Repeat | None:
    """Return what was done under this key."""
    return session.get(Repeat, (actor, route, key))
