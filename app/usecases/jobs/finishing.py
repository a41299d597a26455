"""What comes of a job: a result, an error of the process, another attempt, or an incident."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.case.history import Fact, digest_of, write
from app.storage.post import jobs
from app.storage.post.jobs import DONE, UNFINISHED, Job
from app.usecases.jobs import leasing
from app.usecases.jobs.failing import Hopeless
from app.usecases.jobs.types import Given
from app.usecases.keeping import mending
from app.usecases.moving import Moved, in_hand, put_back
from app.usecases.work import Work
from engine import Change, Run
from engine.errors import Broken, Conflict, Invalid, NotAllowed

Result = Mapping[str, Any]


def finish(work: Work, job: Job, given: Given, result: Result) -> None:
    """Let a case go on with what a job brought; too late, it is dropped and the history says so.

    :raises Hopeless: it is not what this type of job brings.
    :raises Broken: the process cannot go on with it.
    """
    kind = work.job_types.of(job.type)
    try:
        judged = kind.judge(result)
    except Invalid as refusal:
        raise Hopeless(refusal.code, refusal.message, **refusal.params) from refusal
    if (held := _wanted(work, job)) is None:
        return
    kind.keep(work, held.case, given)
    told = Fact("job.done", job.step, _named(job) | {"result": digest_of(judged)})
    _move(work, held, told, lambda run: run.finish_job(job.id, judged, at=work.now))


def throw(work: Work, job: Job, error: str) -> None:
    """Let the error happen that a job ends with; too late, it is dropped.

    :raises Broken: the process has drawn no way for it.
    """
    if (held := _wanted(work, job)) is None:
        return
    told = Fact("job.error", job.step, _named(job) | {"error": error})
    _move(work, held, told, lambda run: run.fail_job(job.id, error, at=work.now))


def fail(work: Work, job: Job, why: Broken) -> None:
    """Note that an attempt came to nothing: another follows, or an incident.

    Only the attempt that has the job counts: of one that took too long, nobody waits to hear.
    """
    case = cases.locked_by_id(work.session, job.case_id)
    row = jobs.locked(work.session, job.id)
    if row.state not in UNFINISHED or row.lease != job.lease:
        return
    if not leasing.fail(work, row, why):
        row.held_by = mending.note(work, case.id, why, {"job": row.id}).id


def give(work: Work, job_id: str, result: Result, reason: str) -> Job:
    """Give the result of a job by hand, where no machine brings it.

    :raises NotAllowed: only administrators do that.
    :raises NotFound: there is no such job.
    :raises Conflict: the run no longer waits for it.
    :raises Invalid: no reason was given, or this type of job does not bring that.
    :raises Broken: the process cannot go on with it.
    """
    if "administrator" not in work.actor.roles:
        raise NotAllowed("job.not_yours", "Only administrators give the result of a job.")
    case = cases.locked_by_id(work.session, jobs.case_of(work.session, job_id))
    job = jobs.locked(work.session, job_id)
    if not reason.strip():
        raise Invalid("job.no_reason", "Please say why the result is given by hand.")
    if job.state not in UNFINISHED:
        raise Conflict("job.closed", "This job is done or no longer wanted.")
    judged = work.job_types.judge(job.type, result)
    details = _named(job) | {"result": digest_of(judged), "reason": reason}
    told = Fact("job.result_given", job.step, details)
    held = Held(case, job)
    _move(work, held, told, lambda run: run.finish_job(job.id, judged, at=work.now))
    return job


@dataclass(frozen=True)
class Held:
    """A job whose result is wanted, and its case: both locked until the work ends."""

    case: Case
    job: Job


def _wanted(work: Work, job: Job) -> Held | None:
    """Return a job in hand, if the run still waits for it."""
    held = Held(cases.locked_by_id(work.session, job.case_id), jobs.locked(work.session, job.id))
    if held.job.state in UNFINISHED:
        return held
    late = Fact("job.late", job.step, _named(job))
    write(work.session, held.case, [late], work.actor, work.now)
    return None


def _move(work: Work, held: Held, told: Fact, act: Callable[[Run], Change]) -> None:
    case, job = held.case, held.job
    run = in_hand(work, case).run()
    change = act(run)
    job.state, job.ended_at, job.error, job.lease = DONE, work.now, None, None
    mending.settle(work, job.held_by, case)
    job.held_by = None
    put_back(Moved(work, case, change), run, [told])


def _named(job: Job) -> dict[str, Any]:
    return {"job": job.id, "type": job.type}
