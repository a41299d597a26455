"""I4, I8, I9: state and rows tell the same, no case is stuck, each runs on its own files."""

from collections.abc import Iterator

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import undefer

from app.storage.case import waits
from app.storage.case.cases import Case
from app.storage.case.waits import Wait
from app.storage.clock import case_limits
from app.storage.clock.deadlines import OPEN as COUNTING
from app.storage.clock.deadlines import URGING, Deadline
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.storage.ground.leased import FAILED, OPEN
from app.storage.ground.leased import RUNNING as TAKEN
from app.storage.post import incidents, jobs
from app.storage.post.incidents import Incident
from app.storage.post.jobs import UNFINISHED, Job
from app.usecases.cases import withdrawing
from app.usecases.moving import in_hand
from app.usecases.post import posting
from app.usecases.verifying.batches import of_cases
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work
from engine import Run
from engine.errors import Refusal

CLOSED = Incident.resolved_at.is_not(None)
"""A limit that is held by such an incident moves nothing any more."""


def breaches(work: Work) -> Iterator[Breach]:
    """Load every open case's run and compare it with the rows that show it."""
    for batch in of_cases(work, only_open=True, with_state=True):
        for case in batch:
            yield from _case(work, case)
    yield from _left_over(work)


def stuck(work: Work) -> Iterator[Breach]:
    """Load only the runs of open cases that ask nobody, and have neither limit nor job."""
    asked = exists().where(Task.case_id == Case.id, Task.closed_at.is_(None))
    for_good = Deadline.held_by.in_(select(Incident.id).where(CLOSED))
    limited = exists().where(
        Deadline.case_id == Case.id,
        Deadline.state.in_(COUNTING),
        Deadline.moves,
        Deadline.held_by.is_(None) | ~for_good,
    )
    busy = exists().where(Job.case_id == Case.id, Job.state.in_((OPEN, TAKEN)))
    idle = select(Case).where(Case.ended_at.is_(None), ~asked, ~limited, ~busy)
    for case in work.session.scalars(idle.options(undefer(Case.run_state))):
        yield from _case(work, case)


def _case(work: Work, case: Case) -> Iterator[Breach]:
    where = f"case {case.number}"
    try:
        run = in_hand(work, case).run()
    except Refusal as refusal:
        yield Breach("I9", where, f"its run cannot be loaded: {refusal}")
        return
    yield from _same_story(work, case, run, where)
    if not _goes_on(work, case, run):
        yield Breach("I8", where, "nobody is asked, nothing is awaited: it is stuck")


def _same_story(work: Work, case: Case, run: Run, where: str) -> Iterator[Breach]:
    asked = {task.id for task in run.open_tasks()}
    listed = case_tasks.of_case(work.session, case.id)
    shown = {task.id for task in listed if task.closed_at is None}
    if asked != shown:
        yield Breach("I4", where, f"asks for {len(asked)} tasks, the inbox shows {len(shown)}")
    armed = {timer.id for timer in run.timers()}
    rows = case_limits.of_case(work.session, case.id, running=True)
    running = {row.timer_id for row in rows if row.moves}
    if armed != running:
        yield Breach("I4", where, f"has {len(armed)} timers, {len(running)} deadlines run for them")
    wanted = {job.id for job in run.jobs()}
    given = {row.id for row in jobs.unfinished(work.session, case.id)}
    if wanted != given:
        yield Breach(
            "I4", where, f"waits for {len(wanted)} jobs, {len(given)} are given to machines"
        )
    listens = {wait.id for wait in run.awaited() if posting.carries(wait)}
    heard = {wait.id for wait in waits.of_case(work.session, case.id)}
    if listens != heard:
        what = f"listens for {len(listens)} messages, {len(heard)} can reach it"
        yield Breach("I4", where, what)
    if run.ended is not None:
        yield Breach("I4", where, f"its run ended at {run.ended}, its row says that it goes on")


def _goes_on(work: Work, case: Case, run: Run) -> bool:
    """Whether something will move the case; that one may withdraw it is not enough."""
    awaited = {wait.name for wait in run.awaited()} - {withdrawing.MESSAGE}
    busy = {job.state for job in jobs.unfinished(work.session, case.id)} - {FAILED}
    rows = case_limits.of_case(work.session, case.id, running=True)
    ids = {row.held_by for row in rows if row.held_by is not None}
    over = set(work.session.scalars(select(Incident.id).where(Incident.id.in_(ids), CLOSED)))
    timed = [row for row in rows if row.moves and row.held_by not in over]
    moving = run.open_tasks() or timed or busy or awaited
    return bool(moving) or bool(incidents.open_of_case(work.session, case.id))


def _left_over(work: Work) -> Iterator[Breach]:
    asked = exists().where(Task.case_id == Case.id, Task.closed_at.is_(None))
    counting = Deadline.state.in_(COUNTING) & (Deadline.kind != URGING)
    limited = exists().where(Deadline.case_id == Case.id, counting)
    busy = exists().where(Job.case_id == Case.id, Job.state.in_(UNFINISHED))
    listens = exists().where(Wait.case_id == Case.id)
    left = or_(asked, limited, busy, listens)
    for number in work.session.scalars(select(Case.number).where(Case.ended_at.is_not(None), left)):
        yield Breach("I4", f"case {number}", "it has ended, but tasks, limits or others are left")
