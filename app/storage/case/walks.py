"""Walks over running cases after a change: none begins while somebody may still act by what was."""

from datetime import datetime
from typing import Protocol

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.storage.office import settings


class Walk(Protocol):
    """How far running cases have followed a change.

    :ivar waits_for: everybody who had begun by then acts perhaps as before the change.
    """

    looked_at: int
    waits_for: datetime | None


def may_go_on(session: Session, walk: Walk) -> bool:
    """Whether everybody who may have counted as before the change is done: then nobody is missed.

    The caller holds the lock of the walk, and the change is stored. SQLite has one writer.

    Source: docs/decisions/0117-a-walk-waits-for-those-who-began-before.md.
    """
    if walk.looked_at or settings.dialect_of(session) != "postgresql":
        return True
    if walk.waits_for is None:
        walk.waits_for = session.scalars(select(func.clock_timestamp())).one()
    return not session.execute(_OLDER, {"moment": walk.waits_for}).scalar_one()


_OLDER = text(
    "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start <= :moment)"
)
