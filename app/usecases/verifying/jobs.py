"""I3, I8 of jobs: each ends once, a failed one has its incident, and none is forgotten."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from app.storage.ground.leased import FAILED, OPEN, RUNNING
from app.storage.post.incidents import Incident
from app.storage.post.jobs import CANCELLED, DONE, Job
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

STATES = {OPEN, RUNNING, FAILED, DONE, CANCELLED}
FORGOTTEN_AFTER = timedelta(minutes=10)


def breaches(work: Work) -> Iterator[Breach]:
    """Look at every job row."""
    for job in work.session.scalars(select(Job).execution_options(yield_per=500)):
        where = f"job {job.id} of case {job.case_number}"
        if job.state not in STATES:
            yield Breach("I3", where, f"has the unknown state {job.state!r}")
        elif (job.state in (DONE, CANCELLED)) != (job.ended_at is not None):
            yield Breach("I3", where, f"is {job.state} but its end says otherwise")
        elif job.state == FAILED and not _noted(work, job):
            yield Breach("I8", where, "has failed and no open incident tells of it")
        elif job.state in (OPEN, RUNNING) and job.take_at < work.now - FORGOTTEN_AFTER:
            at = f"{job.take_at:%Y-%m-%d %H:%M}"
            yield Breach("I8", where, f"could be done from {at} UTC on and nobody did it")


def _noted(work: Work, job: Job) -> bool:
    incident = work.session.get(Incident, job.held_by) if job.held_by is not None else None
    return incident is not None and incident.resolved_at is None
