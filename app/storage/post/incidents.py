"""Incidents: where the product could not go on by itself and a person must look."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from engine.errors import NotFound


class Incident(Base):
    __tablename__ = "incident"
    __table_args__ = (
        Index(
            "ix_incident_open", "id",
            sqlite_where=text("resolved_at IS NULL"), postgresql_where=text("resolved_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"), index=True)
    case_number: Mapped[str | None]
    code: Mapped[str]
    message: Mapped[str]  # English, with places for params
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    move: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what was tried, for a retry
    attempts: Mapped[int] = mapped_column(default=1)
    occurred_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[str | None]
    resolution: Mapped[str | None]


def get(session: Session, incident_id: int) -> Incident:
    """Return one incident.

    :raises NotFound: there is no such incident.
    """
    if (incident := session.get(Incident, incident_id)) is None:
        raise NotFound("incident.unknown", "There is no such incident.")
    return incident


def listed(
    session: Session, only_open: bool = True, limit: int = 200, after: int | None = None
) -> Sequence[Incident]:
    """Return incidents, the newest first, from below one on."""
    query = select(Incident).order_by(Incident.id.desc()).limit(limit)
    if after is not None:
        query = query.where(Incident.id < after)
    return session.scalars(
        query.where(Incident.resolved_at.is_(None)) if only_open else query
    ).all()


def open_of_case(session: Session, case_id: int) -> Sequence[Incident]:
    """Return what stops a case."""
    return session.scalars(
        select(Incident).where(Incident.case_id == case_id, Incident.resolved_at.is_(None))
    ).all()


def cases_behind(session: Session, sort: str) -> set[int]:
    """Return the inner ids of cases that could not follow a change of some sort."""
    query = select(Incident.case_id, Incident.move).where(Incident.resolved_at.is_(None))
    return {case_id for case_id, move in session.execute(query) if case_id and sort in move}
