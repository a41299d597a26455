"""What is taken for a while and tried: the same for jobs, letters and exports."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from sqlalchemy import ForeignKey, Select, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

OPEN, RUNNING, FAILED = "open", "running", "failed"

WAITING = text("state IN ('open', 'running')")
"""Said in the words of the indexes, or SQLite would not see that they fit."""


class Leased:
    """A row that somebody takes by a lease; whoever dies with one keeps nobody else from it.

    ``take_at`` is the moment from which on anybody may take it: when it is due, or when the
    time of whoever has it is over.
    """

    if TYPE_CHECKING:
        id: Mapped[Any]

    state: Mapped[str]
    take_at: Mapped[datetime]
    attempts: Mapped[int]  # how often it was tried
    left: Mapped[int]  # attempts before somebody must look
    lease: Mapped[str | None]  # names whoever took it last
    error: Mapped[dict[str, Any] | None]  # of the last attempt: code, message and its params
    held_by: Mapped[int | None] = mapped_column(ForeignKey("incident.id"), index=True)

    def begin(self, until: datetime) -> None:
        """Begin an attempt.

        It is counted before it begins, so that what kills whoever does it is not tried for ever;
        below zero, ``left`` says that there is no attempt left to make.
        """
        self.state, self.lease, self.take_at = RUNNING, str(uuid4()), until
        self.attempts, self.left = self.attempts + 1, self.left - 1

    def fail(self, error: Mapping[str, Any], again_at: datetime | None) -> None:
        """End an attempt that came to nothing.

        :param again_at: when another follows; ``None`` where somebody must look first.
        """
        self.error, self.lease = dict(error), None
        self.state = FAILED if again_at is None else OPEN
        self.take_at = again_at or self.take_at

    def again(self, attempts: int, now: datetime) -> None:
        """Let it be tried from now on, so many times before somebody must look."""
        self.state, self.take_at, self.held_by, self.left = OPEN, now, None, attempts


Row = TypeVar("Row", bound=Leased)


def due(kind: type[Row], now: datetime) -> Select[Row]:
    """Return what somebody may take now, as a question: what waits longest comes first."""
    return select(kind).where(WAITING, kind.take_at <= now).order_by(kind.take_at, kind.id)


def counted(session: Session, due: Select[Any], most: int) -> int:
    """Return how much somebody may take, counted up to ``most``."""
    some = due.with_only_columns(1).order_by(None).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def first(session: Session, due: Select[Row]) -> Row | None:
    """Return what waits longest, locked; who else asks meanwhile gets another."""
    return session.scalar(due.limit(1).with_for_update(skip_locked=True))
