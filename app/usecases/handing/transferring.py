"""Whoever has a task passes it on to a colleague."""

from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.usecases.handing import receivers, telling
from app.usecases.handing.receivers import Wish
from app.usecases.moving import pick_up_task
from app.usecases.tasks.claiming import held_by_me, unchanged
from app.usecases.work import Work
from engine.errors import NotAllowed
from engine.people import APPLICANT


def transfer(work: Work, task_id: str, wish: Wish) -> Task:
    """Pass a task on to a colleague of the group; its limit keeps running, its draft goes along.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else, a colleague holds it, or it was delegated.
    :raises Conflict: it was done, withdrawn or changed.
    :raises Invalid: nobody of this name can hold it, or there is no reason.

    Source: decision 163.
    """
    task, hand = pick_up_task(work, task_id)
    unchanged(task, wish.revision)
    held_by_me(work, task)
    of_staff(task)
    me = person_id_of(work.actor)
    among = [one for one in receivers.holders(work, task, hand.case) if one.id != me]
    person = receivers.chosen(among, wish, reason_needed=True)
    task.hand_to(person.id, work.now)
    telling.handed(work, task, hand.case, "transferred", person, wish.reason)
    return task


def of_staff(task: Task) -> None:
    """Let nobody pass on what is not theirs to give away.

    :raises NotAllowed: the applicant is asked, or it was delegated to this person.
    """
    if task.role == APPLICANT:
        raise NotAllowed("task.not_claimable", "Only staff claim tasks.")
    if task.delegated:
        message = "“%(task)s” was delegated to you: prepare the answer, or give it back."
        raise NotAllowed("task.delegated", message, task=task.name)
