"""Exports: lists somebody asked for as a file, made piece by piece outside of their request."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground import leased
from app.storage.ground.base import Base
from app.storage.ground.columns import Hash, Id
from app.storage.ground.leased import OPEN, RUNNING, WAITING, Leased
from engine.errors import NotFound

DONE, DROPPED = "done", "dropped"
UNFINISHED = (OPEN, RUNNING)

MOST_LISTED = 200


class Export(Leased, Base):
    """Ends as done or dropped; a failed one waits for an administrator.

    Attempts are counted for the piece in hand. Its content lies in the file store, and goes when
    it expires; the row says so for a while.
    """

    __tablename__ = "export"
    __table_args__ = (
        Index("ix_export_due", "take_at", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index(None, "person_id", "asked_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    what: Mapped[str]  # which list
    filter: Mapped[dict[str, Any]]  # as in the address of the list
    language: Mapped[str]
    asked_at: Mapped[datetime]

    pieces: Mapped[int]  # so many are made
    rows: Mapped[int]
    size: Mapped[int] = mapped_column(BigInteger)  # bytes
    place: Mapped[dict[str, Any] | None]  # where the next piece goes on
    ended_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None] = mapped_column(index=True)

    def drop(self, now: datetime) -> None:
        """End it without its file."""
        self.state, self.held_by, self.lease = DROPPED, None, None
        self.ended_at = self.expires_at = now


class ExportPiece(Base):
    __tablename__ = "export_piece"

    export_id: Mapped[str] = mapped_column(Id, ForeignKey("export.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(Hash, index=True)


def waiting(session: Session, now: datetime, most: int) -> int:
    """Return how many exports somebody may go on with now, counted up to ``most``."""
    return leased.counted(session, leased.due(Export, now), most)


def take(session: Session, now: datetime) -> Export | None:
    """Return the export that waits longest, locked; who else asks meanwhile gets another."""
    return leased.first(session, leased.due(Export, now))


def locked(session: Session, export_id: str) -> Export:
    """Return an export as it is now, locked.

    :raises NotFound: there is no such export.
    """
    found = session.get(Export, export_id, populate_existing=True, with_for_update=True)
    if found is None:
        raise _unknown()
    return found


def own(session: Session, person_id: int | None, export_id: str) -> Export:
    """Return an export of a person.

    :raises NotFound: there is none, or it is somebody else's: the answer is the same.
    """
    mine = select(Export).where(Export.id == export_id, Export.person_id == person_id)
    if (found := session.scalar(mine)) is None:
        raise _unknown()
    return found


def listed(session: Session, person_id: int | None) -> Sequence[Export]:
    """Return what a person asked for, the newest first."""
    mine = select(Export).where(Export.person_id == person_id)
    newest = mine.order_by(Export.asked_at.desc(), Export.id)
    return session.scalars(newest.limit(MOST_LISTED)).all()


def unfinished(session: Session, person_id: int | None) -> int:
    """Return how many exports of a person are not made yet."""
    mine = select(func.count()).where(Export.person_id == person_id, Export.state.in_(UNFINISHED))
    return session.scalar(mine) or 0


def content(session: Session, export_id: str) -> Sequence[str]:
    """Return the digests of the pieces of an export, in order."""
    mine = select(ExportPiece.digest).where(ExportPiece.export_id == export_id)
    return session.scalars(mine.order_by(ExportPiece.seq)).all()


def known(session: Session, digests: Collection[str]) -> set[str]:
    """Return those of some digests that belong to an export; what is no digest belongs to none."""
    these = [one for one in digests if _DIGEST.fullmatch(one)]
    return set(session.scalars(select(ExportPiece.digest).where(ExportPiece.digest.in_(these))))


_DIGEST = re.compile("[0-9a-f]{64}")


def forget(session: Session, now: datetime, kept: timedelta) -> None:
    """Let the content of what expired go, and some time later that it was asked for.

    What was dropped keeps no content at all.
    """
    over = select(Export.id).where(Export.expires_at <= now)
    session.execute(delete(ExportPiece).where(ExportPiece.export_id.in_(over)))
    session.execute(delete(Export).where(Export.expires_at <= now - kept))


def _unknown() -> NotFound:
    return NotFound("export.unknown", "There is no such export.")
