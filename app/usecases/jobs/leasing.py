"""Jobs are taken for a while; what a failed attempt leaves is the same for all that is taken."""

from app.storage.ground.leased import Leased
from app.storage.post import jobs
from app.storage.post.jobs import Job
from app.usecases.jobs.failing import Failed, Hopeless, said
from app.usecases.work import Work
from engine.errors import Broken


def waiting(work: Work) -> bool:
    """Whether there is a job somebody may take; none while the clock is not trusted."""
    return not work.clock_stopped and jobs.due(work.session, work.now) is not None


def lease(work: Work) -> Job | None:
    """Take the job that waits longest, if one does."""
    job = jobs.take(work.session, work.now)
    if job is not None:
        job.begin(work.now + work.job_types.lease(job.type))
    return job


def fail(work: Work, row: Leased, why: Broken) -> bool:
    """Note that an attempt came to nothing, and return whether another follows by itself."""
    hopeless = isinstance(why, Hopeless) or not isinstance(why, Failed)
    again = not hopeless and row.left > 0
    row.fail(said(why), work.now + work.job_types.wait(row.attempts) if again else None)
    return again
