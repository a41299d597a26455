"""Jobs: work that machines do for a case, as rows; whoever does it only looks here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground import leased
from app.storage.ground.base import Base
from app.storage.ground.leased import FAILED, OPEN, RUNNING, WAITING, Leased
from engine.errors import NotFound

DONE, CANCELLED = "done", "cancelled"
UNFINISHED = (OPEN, RUNNING, FAILED)
"""The states in which the run waits for the job."""


class Job(Leased, Base):
    """Ends in exactly one of done and cancelled; a failed one waits for an administrator."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_due", "take_at", "id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index(None, "case_id", "state"),
        Index(None, "state", "begun_at", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)  # the engine's, and the key of repetition
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    case_number: Mapped[str]
    step: Mapped[str]
    process: Mapped[str]  # the digest of the process whose step it is
    type: Mapped[str]
    headers: Mapped[dict[str, Any]]
    inputs: Mapped[dict[str, Any]]

    retries: Mapped[int]  # how often it is tried before somebody must look
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


def due(session: Session, now: datetime) -> Job | None:
    """Return the job that waits longest of those somebody may take now."""
    return session.scalar(leased.due(Job, now).limit(1))


def waiting(session: Session, now: datetime, most: int) -> int:
    """Return how many jobs somebody may take now, counted up to ``most``."""
    return leased.counted(session, leased.due(Job, now), most)


def take(session: Session, now: datetime) -> Job | None:
    """Return the same, locked until the work ends; who else asks meanwhile gets another."""
    return leased.first(session, leased.due(Job, now))


def case_of(session: Session, job_id: str) -> int:
    """Return the inner id of the case of a job.

    :raises NotFound: there is no such job.
    """
    case_id = session.scalar(select(Job.case_id).where(Job.id == job_id))
    if case_id is None:
        raise NotFound("job.unknown", "There is no such job.")
    return case_id


def get(session: Session, job_id: str) -> Job:
    """Return a job.

    :raises NotFound: there is no such job.
    """
    if (job := session.get(Job, job_id)) is None:
        raise NotFound("job.unknown", "There is no such job.")
    return job


def locked(session: Session, job_id: str) -> Job:
    """Return a job as it is now, locked; whoever calls holds the lock of its case."""
    return session.get_one(Job, job_id, populate_existing=True, with_for_update=True)


def listed(
    session: Session, states: Sequence[str], limit: int, after: tuple[datetime, str] | None = None
) -> Sequence[Job]:
    """Return the jobs in these states, the newest first, from below one on."""
    query = select(Job).where(Job.state.in_(states)).order_by(Job.begun_at.desc(), Job.id.desc())
    if after is not None:
        begun_at, job_id = after
        query = query.where(
            (Job.begun_at < begun_at) | ((Job.begun_at == begun_at) & (Job.id < job_id))
        )
    return session.scalars(query.limit(limit)).all()


def unfinished(session: Session, case_id: int) -> Sequence[Job]:
    """Return the jobs that the run of a case waits for."""
    return session.scalars(
        select(Job).where(Job.case_id == case_id, Job.state.in_(UNFINISHED))
    ).all()
