"""Waits: what cases listen for, a row for each wait of a run, like deadlines for its timers."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base


class Wait(Base):
    """Exists as long as the run waits; who receives a message is found here."""

    __tablename__ = "wait"
    __table_args__ = (Index(None, "name", "key"),)

    id: Mapped[str] = mapped_column(primary_key=True)  # the engine's id
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    kind: Mapped[str]  # message | signal
    name: Mapped[str]
    key: Mapped[str | None]  # only a message with this key is meant
    step: Mapped[str]
    since: Mapped[datetime]


def of_case(session: Session, case_id: int) -> Sequence[Wait]:
    """Return what a case listens for."""
    return session.scalars(select(Wait).filter_by(case_id=case_id).order_by(Wait.id)).all()


def forget(session: Session, ids: Collection[str]) -> int:
    """Remove waits that no longer count; return how many there were."""
    gone = delete(Wait).where(Wait.id.in_(ids)).returning(Wait.id)
    return len(session.scalars(gone.execution_options(synchronize_session=False)).all())
