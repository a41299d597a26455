"""A colleague prepares an answer; whoever delegated it confirms it as their own."""

from typing import Any

from app.storage.case.cases import Case
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases.handing import receivers, telling
from app.usecases.handing.receivers import Wish
from app.usecases.handing.transferring import of_staff
from app.usecases.moving import pick_up_task
from app.usecases.moving.picking import Hand
from app.usecases.tasks import reviewing
from app.usecases.tasks.claiming import held_by_me, unchanged
from app.usecases.work import Work
from engine.errors import Conflict
from engine.people import Actor


def delegate(work: Work, task_id: str, wish: Wish) -> Task:
    """Let a colleague prepare the answer; the task comes back to be confirmed.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, a colleague holds it, it was delegated, or
        this person may not sign it.
    :raises Conflict: it was done, withdrawn or changed.
    :raises Invalid: nobody of this name can prepare it, or there is no reason.

    Source: decision 163.
    """
    task, hand = pick_up_task(work, task_id)
    unchanged(task, wish.revision)
    held_by_me(work, task)
    of_staff(task)
    reviewing.two_hands(work, task, hand.case)
    me = person_id_of(work.actor)
    among = [one for one in receivers.preparers(work, task, hand.case) if one.id != me]
    person = receivers.chosen(among, wish, reason_needed=True)
    task.hand_to(person.id, work.now)
    task.delegator_id, task.delegate_id = me, person.id
    telling.handed(work, task, hand.case, "delegated", person, wish.reason)
    return task


def resolve(work: Work, task_id: str, answers: dict[str, Any], revision: int | None = None) -> Task:
    """Hand a prepared answer back to whoever delegated it; nothing moves until they confirm it.

    Where they can no longer hold the task, it goes to its group with the answer as its draft.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, or a colleague holds it.
    :raises Conflict: it was done, withdrawn or changed, or is not delegated.
    :raises Invalid: the answers do not fit the form.

    Source: decision 163.
    """
    task, hand = pick_up_task(work, task_id)
    unchanged(task, revision)
    held_by_me(work, task)
    if not task.delegated:
        raise Conflict("task.not_delegated", "“%(task)s” is not delegated.", task=task.name)
    task.draft, task.drafted_at = _checked(work, task, hand, answers), work.now
    delegator = _delegator(work, task)
    if delegator is None:
        task.hand_to(None, work.now)
    else:
        task.assignee_id, task.claimed_at = delegator.id, work.now
    telling.handed(work, task, hand.case, "resolved", delegator)
    return task


def recall(work: Work, task_id: str, revision: int | None = None) -> Task:
    """Take a delegated task back before it is answered; what was drafted stays with it.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it was not this person who delegated it.
    :raises Conflict: it was done, withdrawn or changed.

    Source: decision 163.
    """
    task, hand = pick_up_task(work, task_id, may_recall)
    unchanged(task, revision)
    delegate, me = task.assignee_id, people.get(work.session, task.delegator_id or 0)
    task.hand_to(me.id, work.now)
    telling.handed(work, task, hand.case, "recalled", me)
    telling.taken(work, task, hand.case, delegate)
    return task


def may_recall(actor: Actor, task: Task, _: Case) -> bool:
    """Whether the actor delegated the task, and it has not come back."""
    return task.delegated and task.delegator_id == person_id_of(actor)


def _checked(work: Work, task: Task, hand: Hand, answers: dict[str, Any]) -> dict[str, Any]:
    """:raises Invalid: they do not fit the form."""
    form = work.form_of(task, hand.case)
    return form.check(answers, hand.run().names(task.id), work.now) if form else {}


def _delegator(work: Work, task: Task) -> Person | None:
    members = people.members(work.session, task.role, task.department, work.today)
    return next((one for one in members if one.id == task.delegator_id), None)
