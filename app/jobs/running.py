"""Does jobs: takes one, does it outside of every transaction, and brings what came of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.clock import catch_up, mailing
from app.jobs import trying
from app.jobs.trying import MACHINE
from app.storage.post import jobs
from app.storage.post.jobs import Job
from app.unit_of_work import look, the_parts, unit_of_work
from app.usecases.jobs import finishing, leasing
from app.usecases.jobs.failing import Failed, Hopeless, Thrown
from app.usecases.work import Work
from engine.errors import Broken

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
    """Take the job that waits longest, if one is due."""
    return trying.take(leasing.waiting, leasing.lease)


def carry_out(job: Job) -> None:
    """Do a job and bring what came of it; one that goes wrong stops no other."""
    trying.carry_out(lambda job: _bring(job, attempt(job)), job)


def attempt(job: Job) -> Outcome:
    """Do the work of a job, and return what is to become of it."""
    lost = Hopeless("job.lost", "The office stopped %(attempts)s times while it did this job.")
    message = "The job “%(type)s” went wrong: %(error)s"
    try:
        with trying.attempt(job, lost, Failed("job.crashed", message, type=job.type)):
            kind = the_parts().job_types.of(job.type)
            given = kind.read(job)
            result = kind.do(given)
    except Thrown as thrown:
        error = thrown.error
        return lambda work: finishing.throw(work, job, error)
    except Failed as failed:
        why = failed
        return lambda work: finishing.fail(work, job, why)
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
