"""Who a task may be handed to."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases.tasks import reviewing
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotAllowed
from engine.rules import signatures


@dataclass(frozen=True)
class Wish:
    """To whom a task is to be handed, and why.

    :param to: the user name.
    :param revision: the one the person saw, where they say which.
    """

    to: str
    reason: str = ""
    revision: int | None = None


def holders(work: Work, task: Task, case: Case) -> list[Person]:
    """Return who could hold a task: the people of its group who may sign it."""
    members = people.members(work.session, task.role, task.department, work.today)
    return _others(work, task, case, members)


def preparers(work: Work, task: Task, case: Case) -> list[Person]:
    """Return who could prepare an answer: the people of its department who may sign beside it."""
    if task.department is None:
        return holders(work, task, case)
    colleagues = people.of_department(work.session, task.department, work.today)
    return _others(work, task, case, colleagues)


def chosen(among: Sequence[Person], wish: Wish, reason_needed: bool) -> Person:
    """Return the person somebody wishes to hand a task to.

    :raises Invalid: they are none of these, or there is no reason; with everything that is wrong.
    """
    person = next((one for one in among if one.username == wish.to), None)
    faults = []
    if person is None:
        message = "Nobody of this name can take this task over."
        faults.append(Fault("to", "handing.receiver", message))
    if reason_needed and not wish.reason.strip():
        faults.append(Fault("reason", "handing.no_reason", "Please give a reason."))
    if person is None or faults:
        raise Invalid("handing.invalid", "Please correct what is marked.", faults)
    return person


def _others(work: Work, task: Task, case: Case, found: Sequence[Person]) -> list[Person]:
    signed = reviewing.other_hands(work, task)
    return [
        one
        for one in found
        if one.id != task.assignee_id and _may_sign(f"person:{one.id}", signed, case)
    ]


def _may_sign(person: str, signed: Sequence[str] | None, case: Case) -> bool:
    if signed is None:
        return True
    try:
        signatures.check_signer(person, signed, [case.entered_by])
    except NotAllowed:
        return False
    return True
