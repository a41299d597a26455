"""Calendar feeds: the secret address at which a person's calendar reads their limits."""

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from app.storage.office.signins import token_hash


class Feed(Base):
    """One for each person who wants it; only the hash of its secret is kept."""

    __tablename__ = "calendar_feed"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]


def of_token(session: Session, token: str) -> Feed | None:
    """Return the feed a secret opens, if it opens one."""
    return session.scalar(select(Feed).where(Feed.token_hash == token_hash(token)))
