"""Whoever may assign says who does a task."""

from app.storage.desk.tasks import Task
from app.storage.office import departments
from app.usecases.handing import receivers, telling
from app.usecases.handing.receivers import Wish
from app.usecases.moving import pick_up_task
from app.usecases.tasks.claiming import unchanged
from app.usecases.work import Work
from engine.people import APPLICANT, Actor


def assign(work: Work, task_id: str, wish: Wish) -> Task:
    """Give a task to somebody of its group; its limit keeps running, its draft stays with it.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: they hold no role that assigns in its department.
    :raises Conflict: it was done, withdrawn or changed.
    :raises Invalid: nobody of this name can hold it, or it is taken from its holder without a
        reason.

    Source: decision 163.
    """
    task, hand = pick_up_task(work, task_id, lambda actor, task, _: may_assign(work, actor, task))
    unchanged(task, wish.revision)
    among = receivers.holders(work, task, hand.case)
    person = receivers.chosen(among, wish, reason_needed=task.assignee_id is not None)
    holder = task.assignee_id
    task.hand_to(person.id, work.now)
    telling.handed(work, task, hand.case, "assigned", person, wish.reason)
    telling.taken(work, task, hand.case, holder, wish.reason)
    return task


def may_assign(work: Work, actor: Actor, task: Task) -> bool:
    """Whether the actor holds a role that assigns, in the task's department or centre-wide."""
    return task.role != APPLICANT and assigns_in(work, actor, task.department)


def assigns_in(work: Work, actor: Actor, *places: str | None) -> bool:
    """Whether the actor holds a role that assigns in one of some departments, or centre-wide."""
    assigning, where = departments.assigning(work.session), {None, *places}
    return any(role in assigning and place in where for place, role in actor.pairs)
