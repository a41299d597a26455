"""The job rows follow the run: jobs that began, jobs that are no longer wanted."""

from sqlalchemy import update

from app.storage.case.history import Fact
from app.storage.ground.base import write_rows
from app.storage.ground.leased import OPEN
from app.storage.post.jobs import CANCELLED, UNFINISHED, Job
from app.usecases.keeping import mending
from app.usecases.moving.moved import Moved
from engine.change import Job as Begun


def project(moved: Moved) -> list[Fact]:
    """Write the jobs that began and cancel those withdrawn; who does jobs is called afterwards."""
    rows = [_row(moved, job) for job in moved.change.jobs]
    write_rows(moved.work.session, Job, rows)
    if rows:
        moved.work.call_machines()
    return [
        *(Fact("job.begun", str(row["step"]), _named(row["id"], row["type"])) for row in rows),
        *(_cancel(moved) if moved.change.undone else []),
    ]


def _row(moved: Moved, job: Begun) -> dict[str, object]:
    return {
        "id": job.id,
        "case_id": moved.case.id,
        "case_number": moved.case.number,
        "step": job.step,
        "process": job.process,
        "type": job.type,
        "headers": dict(job.headers),
        "inputs": dict(job.inputs),
        "state": OPEN,
        "retries": job.retries,
        "left": job.retries,
        "attempts": 0,
        "take_at": moved.work.now,
        "lease": None,
        "error": None,
        "begun_at": moved.work.now,
        "ended_at": None,
        "held_by": None,
    }


def _cancel(moved: Moved) -> list[Fact]:
    work = moved.work
    gone = work.session.scalars(
        update(Job)
        .where(Job.id.in_(moved.change.undone), Job.state.in_(UNFINISHED))
        .values(state=CANCELLED, ended_at=work.now)
        .returning(Job)
    ).all()
    for job in gone:
        mending.settle(work, job.held_by, moved.case)
        job.held_by = None
    return [Fact("job.withdrawn", job.step, _named(job.id, job.type)) for job in gone]


def _named(job_id: object, kind: object) -> dict[str, object]:
    return {"job": job_id, "type": kind}
