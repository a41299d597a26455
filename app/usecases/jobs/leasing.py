"""Jobs are taken for a while: whoever dies with one in hand keeps nobody else from it."""

from uuid import uuid4

from app.storage import jobs
from app.storage.jobs import RUNNING, Job
from app.usecases.work import Work


def waiting(work: Work) -> bool:
    """Whether there is a job somebody may take; none while the clock is not trusted."""
    return not work.clock_stopped and jobs.due(work.session, work.now) is not None


def lease(work: Work) -> Job | None:
    """Take the job that waits longest, if one does.

    The attempt is counted before it begins, so that a job that kills whoever does it is not
    tried for ever; below zero, ``left`` says that there is no attempt left to make.
    """
    job = jobs.take(work.session, work.now)
    if job is None:
        return None
    job.state, job.lease = RUNNING, str(uuid4())
    job.take_at = work.now + work.job_types.lease(job.type)
    job.attempts, job.left = job.attempts + 1, job.left - 1
    return job
