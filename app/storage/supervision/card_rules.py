"""The rules of cards an office made its own: every change a version, for ever."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from app.storage.office import settings
from app.storage.office.settings import Setting


class CardRules(Base):
    """One version: the whole set, never altered. Before the first, the shipped file holds."""

    __tablename__ = "card_rules"

    version: Mapped[int] = mapped_column(primary_key=True)
    rules: Mapped[list[dict[str, Any]]]
    reason: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]
    changed_by_name: Mapped[str]


def of_version(session: Session, version: int) -> CardRules:
    """Return one version."""
    return session.get_one(CardRules, version)


def versions(session: Session, limit: int = 20) -> Sequence[CardRules]:
    """Return the versions, the newest first."""
    newest = select(CardRules).order_by(CardRules.version.desc()).limit(limit)
    return session.scalars(newest).all()


def next_version(session: Session) -> int:
    """Take the number of the next version; whoever else wants one waits."""
    number = select(Setting).filter_by(name=settings.CARD_RULES_VERSION).with_for_update()
    held = session.scalar(number.execution_options(populate_existing=True))
    version = int(held.value if held else 0) + 1
    settings.put(session, settings.CARD_RULES_VERSION, str(version))
    return version
