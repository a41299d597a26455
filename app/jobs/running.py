"""Does jobs: takes one, does it outside of every transaction, and brings what came of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import OperationalError

from app.clock import catch_up, mailing
from app.storage import jobs
from app.storage.jobs import Job
from app.unit_of_work import look, the_parts, unit_of_work
from app.usecases.jobs import finishing, leasing
from app.usecases.jobs.failing import Failed, Hopeless, Thrown
from app.usecases.work import Work
from engine.errors import Broken
from engine.people import Actor

log = structlog.get_logger(__name__)

MACHINE = Actor(id="machine", name="系统作业", sees_all=True)
MOST_AT_ONCE = 1000

Outcome = Callable[[Work], None]


@dataclass(frozen=True)
class Ran:
    """A job that was tried.

    >>> print(Ran("2026-000017", "tell_tax", "webhook"))
    2026-000017: webhook tell_tax
    """

    case: str
    step: str
    type: str

    def __str__(self) -> str:
        return f"{self.case}: {self.type} {self.step}"


def running() -> Iterator[Ran]:
    """Do the jobs that are due, one after the other, and yield which were tried."""
    for _ in range(MOST_AT_ONCE):
        if (job := take()) is None:
            return
        carry_out(job)
        yield Ran(job.case_number, job.step, job.type)


def run_one() -> int:
    """Do the job that waits longest, if one is due; return how many were tried."""
    if (job := take()) is None:
        return 0
    carry_out(job)
    return 1


def waiting(most: int) -> int:
    """Return how many jobs somebody may take now, counted up to ``most``."""
    with look(MACHINE) as work:
        return jobs.waiting(work.session, work.now, most)


def take() -> Job | None:
    """Take a job in a transaction of its own; who only looks disturbs no writer."""
    with look(MACHINE) as work:
        if not leasing.waiting(work):
            return None
    with unit_of_work(MACHINE) as work:
        return leasing.lease(work)


def carry_out(job: Job) -> None:
    """Do a job and bring what came of it; one that goes wrong stops no other."""
    try:
        _bring(job, attempt(job))
    except OperationalError:
        log.warning("the database was busy; the job is tried again", job=job.id)


def attempt(job: Job) -> Outcome:
    """Do the work of a job, and return what is to become of it."""
    try:
        if job.left < 0:
            message = "The office stopped %(attempts)s times while it did this job."
            raise Hopeless("job.lost", message, attempts=job.attempts - 1)
        kind = the_parts().job_types.of(job.type)
        given = kind.read(job)
        result = kind.do(given)
    except Thrown as thrown:
        error = thrown.error
        return lambda work: finishing.throw(work, job, error)
    except Failed as failed:
        return _failing(job, failed)
    except Exception as error:  # whatever it is, the other jobs still have to be done
        log.exception("a job went wrong", job=job.id, type=job.type)
        message = "The job “%(type)s” went wrong: %(error)s"
        crashed = Failed("job.crashed", message, type=job.type, error=type(error).__name__)
        return _failing(job, crashed)
    return lambda work: finishing.finish(work, job, given, result)


def _bring(job: Job, outcome: Outcome) -> None:
    """Let the case go on, after the limits that passed while the job was done (decision 9)."""
    catch_up(job.case_number)
    try:
        with mailing(MACHINE) as work:
            outcome(work)
    except Broken as broken:
        with unit_of_work(MACHINE) as work:
            finishing.fail(work, job, broken)


def _failing(job: Job, failed: Failed) -> Outcome:
    return lambda work: finishing.fail(work, job, failed)
