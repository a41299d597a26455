"""Counts of what is open, for those who watch the office run."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.storage.cases import Case
from app.storage.deadlines import RUNNING, Deadline
from app.storage.incidents import Incident
from app.storage.jobs import FAILED, OPEN, Job
from app.storage.jobs import RUNNING as TAKEN
from app.storage.tasks import Task


def counted(session: Session, now: datetime) -> dict[str, tuple[str, float]]:
    """Return each number by its name, with what it tells."""
    waiting = (Deadline.state == RUNNING, Deadline.held_by.is_(None), Deadline.due_at <= now)
    row = session.execute(
        select(
            select(func.count()).where(Case.ended_at.is_(None)).scalar_subquery(),
            select(func.count()).where(Task.closed_at.is_(None)).scalar_subquery(),
            select(func.count()).where(Incident.resolved_at.is_(None)).scalar_subquery(),
            select(func.count()).where(*waiting).scalar_subquery(),
            select(func.count()).where(Job.state.in_((OPEN, TAKEN))).scalar_subquery(),
            select(func.count()).where(Job.state == FAILED).scalar_subquery(),
        )
    ).one()
    begun = session.scalar(select(func.min(Job.begun_at)).where(Job.state.in_((OPEN, TAKEN))))
    oldest = session.scalar(select(func.min(Deadline.due_at)).where(*waiting))
    return {
        "open_cases": ("Cases that have not ended", row[0]),
        "open_tasks": ("Tasks that people are asked", row[1]),
        "open_incidents": ("Incidents nobody has worked off", row[2]),
        "deadlines_waiting": ("Limits that passed and were not carried out yet", row[3]),
        "clock_late_seconds": (
            "How long the oldest of them has waited",
            _age(oldest, now),
        ),
        "open_jobs": ("Jobs that machines are asked to do", row[4]),
        "failed_jobs": ("Jobs that came to nothing and wait for an administrator", row[5]),
        "oldest_job_seconds": ("How long the oldest of the open jobs has waited", _age(begun, now)),
    }


def _age(since: datetime | None, now: datetime) -> float:
    return (now - since).total_seconds() if since else 0.0
