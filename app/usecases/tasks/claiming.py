"""Staff take tasks upon themselves, put them back, and keep what is half done."""

from typing import Any

import orjson

from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.office import people
from app.usecases.moving import pick_up_task
from app.usecases.moving.picking import may_steer, on_behalf
from app.usecases.work import Work
from engine.errors import Conflict, Invalid, NotAllowed
from engine.people import Actor, StandIn

LARGEST_DRAFT = 512 * 1024
NUL = rb"\u0000"
"""As JSON writes it."""


def claim(work: Work, task_id: str, revision: int | None = None) -> Task:
    """Take a task for oneself; taking one's own again changes nothing.

    Whoever stands in for its holder takes it over.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, or of the applicant.
    :raises Conflict: it was done, withdrawn, changed, or a colleague was faster.
    """
    task, hand = pick_up_task(work, task_id)
    person = person_id_of(work.actor)
    if person is None:
        raise NotAllowed("task.not_claimable", "Only staff claim tasks.")
    if task.assignee_id == person:
        return task
    unchanged(task, revision)
    away = left_by(work.actor, task, hand.case)
    if task.assignee_id is not None and away is None:
        holder = people.get(work.session, task.assignee_id)
        raise Conflict("task.claimed", "%(name)s was faster and has this task.", name=holder.name)
    task.hand_to(person, work.now)
    behalf = away or on_behalf(work.actor, task, hand.case)
    _tell(work, task, hand.case, "task.claimed", **({"on_behalf": behalf.name} if behalf else {}))
    return task


def release(work: Work, task_id: str, revision: int | None = None) -> Task:
    """Put a task back for the colleagues; what was drafted stays with it.

    A task that was delegated goes back to who delegated it.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, or a colleague holds it.
    :raises Conflict: it was done, withdrawn or changed.
    """
    task, hand = pick_up_task(work, task_id)
    unchanged(task, revision)
    if task.assignee_id is None:
        return task
    held_by_me(work, task)
    task.hand_to(task.delegator_id if task.delegated else None, work.now)
    _tell(work, task, hand.case, "task.released")
    return task


def save_draft(
    work: Work, task_id: str, answers: dict[str, Any], revision: int | None = None
) -> Task:
    """Keep what somebody has filled in so far; it is checked when they answer.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, or a colleague holds it.
    :raises Conflict: it was done, withdrawn or changed.
    :raises Invalid: there is something in it that cannot be kept, or too much.
    """
    task, _ = pick_up_task(work, task_id)
    unchanged(task, revision)
    held_by_me(work, task)
    _can_be_kept(answers)
    task.draft, task.drafted_at = answers, work.now
    return task


def free(work: Work, task_id: str, reason: str, revision: int | None = None) -> Task:
    """Take a task from a colleague who is away and put it back for the group.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: only the lead department and administrators free tasks.
    :raises Conflict: it was already done, withdrawn or changed.
    :raises Invalid: no reason was given.
    """
    task, hand = pick_up_task(work, task_id, may_steer)
    unchanged(task, revision)
    if not reason.strip():
        raise Invalid("task.no_reason", "Please say why the task is taken from its holder.")
    if task.assignee_id is None:
        return task
    task.hand_to(None, work.now)
    _tell(work, task, hand.case, "task.freed", reason=reason)
    return task


def held_by_me(work: Work, task: Task) -> None:
    """Let nobody act on a task a colleague holds.

    :raises NotAllowed: a colleague holds it.
    """
    if task.assignee_id is not None and task.assignee_id != person_id_of(work.actor):
        raise NotAllowed("task.held", "A colleague has taken “%(task)s”.", task=task.name)


def left_by(actor: Actor, task: Task, case: Case) -> StandIn | None:
    """Return for whom the actor stands in who holds the task and is away."""
    holder = f"person:{task.assignee_id}"
    return next(
        (
            one
            for one in actor.stands_in
            if one.person == holder and one.covers(task.role, task.department, case.item_code)
        ),
        None,
    )


def own_answer(task: Task) -> None:
    """Let nobody sign what they only prepare for a colleague.

    :raises NotAllowed: the task was delegated to this person.
    """
    if task.delegated:
        message = "Whoever delegated “%(task)s” to you confirms the answer: hand it back to them."
        raise NotAllowed("task.delegated", message, task=task.name)


def unchanged(task: Task, revision: int | None) -> None:
    """Compare with the revision the person saw, when they say which.

    :raises Conflict: the task was changed meanwhile.
    """
    if revision is not None and revision != task.revision:
        raise Conflict(
            "task.changed", "“%(task)s” was changed meanwhile. Please look again.", task=task.name
        )


def _can_be_kept(answers: dict[str, Any]) -> None:
    """Refuse what no database takes; everything else may stand in a draft.

    :raises Invalid: a sign that is none, a number no JSON has, or too much.
    """
    try:
        written = orjson.dumps(answers)
    except TypeError:
        written = NUL
    if NUL in written or len(written) > LARGEST_DRAFT:
        message = "This draft has a sign that cannot be stored, or it is too long."
        raise Invalid("draft.unfit", message)


def _tell(work: Work, task: Task, case: Any, what: str, **details: Any) -> None:
    fact = Fact(what, task.step, {"task": task.id, **details})
    write(work.session, case, [fact], work.actor, work.now)
