"""Whoever has done a task takes it back, while nobody has touched what came of it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import select

from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.case.history import Entry, Fact
from app.storage.clock.deadlines import Deadline
from app.storage.desk import case_tasks, tasks
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import ANSWERED, Task
from app.storage.ground.leased import OPEN
from app.storage.post.jobs import Job
from app.usecases.counting.dates import STEP
from app.usecases.moving import Again, Moved, in_hand, put_back
from app.usecases.moving.picking import find_task, may_do
from app.usecases.tasks import claiming
from app.usecases.work import Work
from engine import Run
from engine.change import Change, Done, TakenBack
from engine.errors import Conflict, NotAllowed, Refusal
from engine.people import APPLICANT


def retract_task(work: Work, task_id: str, revision: int | None = None) -> Case:
    """Open a task again for whoever has done it; what came of it is withdrawn.

    The answer stays in the history and counts no more; it is the draft of the new one. The limit
    of the task goes on as if it had not been done, and so do the clocks of the case.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: somebody else has done it.
    :raises Conflict: it is not done, was done for a colleague's return or taken back before; what
        came of it is claimed, drafted, done or begun, told to the applicant or to another case,
        or cannot be withdrawn: ``undo.over``, ``undo.touched``, or what a return refuses.

    Source: features L10; decision 177.
    """
    task, case = find_task(work, task_id)
    claiming.unchanged(task, revision)
    run, change = _undone(work, task, case)
    _refuse_touched(work, task, change)
    case.returns += 1
    again = Again(task, _limit(work, task))
    told = Fact("task.retracted", task.step, {"task": task.id})
    put_back(Moved(work, case, change, again=again), run, [told])
    return case


def withdrawn(work: Work, task: Task, case: Case) -> Sequence[Task]:
    """Return what would be withdrawn if a task was taken back; nothing moves.

    :raises NotAllowed: somebody else has done it.
    :raises Conflict: as ``retract_task`` refuses.
    """
    if not may_do(work.actor, task, case):
        raise NotAllowed("task.not_yours", "“%(task)s” is asked of somebody else.", task=task.name)
    _, change = _undone(work, task, case)
    return _refuse_touched(work, task, change)


def opened_again(work: Work, task_id: str, case: Case) -> Task:
    """Return the task that opened when one was taken back."""
    rows = case_tasks.of_case(work.session, case.id)
    task = next(one for one in rows if one.id == task_id)
    same = (task.step, task.path, task.group)
    found = [one for one in rows if (one.step, one.path, one.group) == same]
    return next(one for one in reversed(found) if one.closed_at is None)


def may_retract(work: Work, task: Task, case: Case) -> bool:
    """Whether the actor has done a task, and may take it back at this moment."""
    if task.closing != ANSWERED or task.closed_by_id != person_id_of(work.actor):
        return False
    with suppress(Refusal):
        withdrawn(work, task, case)
        return True
    return False


def _undone(work: Work, task: Task, case: Case) -> tuple[Run, Change]:
    """Move the run back as it would be if the task had not been done; nothing is stored."""
    _refuse(work, task)
    run = in_hand(work, case).run()
    place = "/".join((*(task.path or ()), task.step))
    change = run.undo(Done(place, task.scope, task.department), at=work.now)
    mine = TakenBack((place,), (task.scope,))
    return run, replace(change, taken_back=(*change.taken_back, mine))


def _refuse(work: Work, task: Task) -> None:
    mine = task.closing == ANSWERED and task.closed_by_id is not None
    if mine and task.closed_by_id != person_id_of(work.actor):
        raise NotAllowed("retract.not_yours", "Only whoever has done a task takes it back.")
    if not mine or task.role == APPLICANT or task.taken_back_at is not None:
        message = "“%(task)s” is not done, or was taken back before."
        raise Conflict("retract.not_done", message, task=task.name)
    asked = work.task(task.returned_from)
    if asked is not None and (asked.answers or {}).get("then") == "straight":
        message = (
            "“%(task)s” was done for a colleague who has it back: let them return it once more."
        )
        raise Conflict("retract.straight", message, task=task.name)
    if any(_follows(one, task) for one in case_tasks.of_case(work.session, task.case_id)):
        raise Conflict("undo.touched", "What came of this task is being worked on already.")


def _follows(one: Task, task: Task) -> bool:
    """Whether the same people were asked the same step once more."""
    if one.id == task.id or (one.step, one.path, one.scope) != (task.step, task.path, task.scope):
        return False
    done = task.closed_at or one.opened_at
    return one.group == task.group and (one.closed_at is None or one.closed_at > done)


def _refuse_touched(work: Work, task: Task, change: Change) -> Sequence[Task]:
    """Return what would be withdrawn, where nobody has begun it.

    :raises Conflict: somebody has, or the applicant or another case was told.
    """
    gone = tasks.of_ids(work.session, change.closed)
    jobs = work.session.scalars(select(Job).where(Job.id.in_(change.undone)).with_for_update())
    if any(map(_touched, gone)) or any(job.state != OPEN or job.attempts for job in jobs):
        raise Conflict("undo.touched", "What came of this task is being worked on already.")
    told = _is_out(_told_with(work, task))
    if told or any(one.role == APPLICANT for one in gone):
        message = "The applicant or another case was told what came of it; return the case instead."
        raise Conflict("retract.told", message)
    return gone


def _told_with(work: Work, task: Task) -> list[Entry]:
    """Return all that the history tells of the deed with which a task was done."""
    for link in reversed(history.links_of(work.session, task.case_id)):
        facts = list(history.entries([link]))
        if any(one.what == "task.answered" and one.details["task"] == task.id for one in facts):
            return facts
    return []


def _is_out(told: Sequence[Entry]) -> bool:
    """Whether the applicant or another case has got something; cards stay inside the office."""
    carded = [False, *(one.what.startswith("card.") for one in told)]
    out = [one.what for one, inside in zip(told, carded, strict=False) if not inside]
    return not {"paper.issued", "message.thrown"}.isdisjoint(out)


def _touched(task: Task) -> bool:
    return (
        task.assignee_id is not None or task.drafted_at is not None or task.delegator_id is not None
    )


def _limit(work: Work, task: Task) -> Deadline | None:
    own = select(Deadline).where(Deadline.case_id == task.case_id, Deadline.task_id == task.id)
    return work.session.scalar(own.where(Deadline.kind == STEP).limit(1))
