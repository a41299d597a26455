"""Counts of what is open, for those who watch the office run."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.storage.case.cases import Case
from app.storage.clock import heartbeats, held
from app.storage.clock.deadlines import RUNS, Deadline
from app.storage.desk.tasks import Task
from app.storage.ground.leased import FAILED, OPEN
from app.storage.ground.leased import FAILED as FAILED_LETTER
from app.storage.ground.leased import RUNNING as TAKEN
from app.storage.office import settings
from app.storage.post.incidents import Incident
from app.storage.post.jobs import Job
from app.storage.post.letters import UNSENT, Letter
from app.storage.post.notices import FRESH, Notice


def counted(session: Session, now: datetime) -> dict[str, tuple[str, float]]:
    """Return each number by its name, with what it tells."""
    waiting = _overdue(now)
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
    return {
        "open_cases": ("Cases that have not ended", row[0]),
        "open_tasks": ("Tasks that people are asked", row[1]),
        "open_incidents": ("Incidents nobody has worked off", row[2]),
        "deadlines_waiting": ("Limits that passed and were not carried out yet", row[3]),
        "clock_late_seconds": (
            "How long the oldest of them has waited",
            late_seconds(session, now),
        ),
        "open_jobs": ("Jobs that machines are asked to do", row[4]),
        "failed_jobs": ("Jobs that came to nothing and wait for an administrator", row[5]),
        "oldest_job_seconds": ("How long the oldest of the open jobs has waited", _age(begun, now)),
    }


def late_seconds(session: Session, now: datetime) -> float:
    """Return how long the longest overdue limit has waited for somebody to let it pass."""
    oldest = session.scalar(select(func.min(Deadline.due_at)).where(*_overdue(now)))
    return _age(oldest, now)


def on_their_way(session: Session, now: datetime, leads_out: bool) -> dict[str, tuple[str, float]]:
    """Return what of the notices has not left the house yet, as ``counted`` does.

    :param leads_out: whether any way leads out; without one, no notice waits for a letter.
    """
    unaddressed = select(func.min(Notice.written_at)).where(FRESH).scalar_subquery()
    row = session.execute(
        select(
            select(func.count()).where(Letter.state.in_(UNSENT)).scalar_subquery(),
            select(func.count()).where(Letter.state == FAILED_LETTER).scalar_subquery(),
            select(func.min(Letter.written_at)).where(Letter.state.in_(UNSENT)).scalar_subquery(),
            unaddressed,
        )
    ).one()
    return {
        "open_letters": ("Notices on their way out of the house", row[0]),
        "failed_letters": ("Letters that came to nothing and wait for an administrator", row[1]),
        "letter_late_seconds": (
            "How long the oldest of the open letters has waited",
            _age(row[2], now),
        ),
        "unaddressed_seconds": (
            "How long the oldest notice has waited for its letters to be written",
            _age(row[3], now) if leads_out else 0.0,
        ),
    }


def watched(session: Session) -> dict[str, tuple[str, float]]:
    """Return what the guard of the clock knows, as ``counted`` does."""
    moment, last = settings.moment(session), heartbeats.newest(session)
    return {
        "heartbeat_age_seconds": (
            "How long ago anybody last let time pass; -1 before the first time",
            _age(last, moment.own) if last else -1.0,
        ),
        "clock_stopped": ("1 while the clock jumped and nobody confirmed it", moment.stopped),
        "held_limits": ("Limits that passed in an outage and wait", held.counted(session)),
    }


def _age(since: datetime | None, now: datetime) -> float:
    return (now - since).total_seconds() if since else 0.0


def _overdue(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return RUNS, Deadline.held_by.is_(None), Deadline.due_at <= now
