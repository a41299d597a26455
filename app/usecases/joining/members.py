"""Who takes part in the co-approvals of a case, and who may change that."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.office import departments
from app.usecases.joining import owning
from app.usecases.moving import pick_up
from app.usecases.moving.picking import Hand, in_hand
from app.usecases.work import Work
from engine import Run
from engine.change import Several
from engine.errors import Conflict, Fault, Invalid, NotAllowed


@dataclass(frozen=True)
class Wish:
    """What the lead department wants to change.

    :param step: the id of the element at which departments are asked.
    :param department: by its code.
    :param working_days: of one that is added: its own limit, where it is not that of the step.
    """

    step: str
    department: str
    reason: str
    working_days: int | None = None


@dataclass(frozen=True)
class Joint:
    """An open step at which departments are asked, each by its code.

    :param asked: those who have not answered yet.
    :param waiting: those whose turn comes later.
    :param answered: those who have answered.
    """

    step: str
    name: str
    asked: tuple[str, ...]
    waiting: tuple[str, ...]
    answered: tuple[str, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """All that take part."""
        return (*self.asked, *self.waiting, *self.answered)


def may_join(work: Work, case: Case) -> bool:
    """Whether the actor may say who takes part: people of the department that leads the case."""
    return case.ended_at is None and case.lead_department in work.actor.departments


def joint_steps(work: Work, run: Run) -> list[Joint]:
    """Return the open steps of a run at which departments are asked."""
    known = {one.code for one in departments.departments(work.session)}
    return [
        Joint(one.step, one.name, one.asked, one.waiting, one.answered)
        for one in run.several()
        if _members(one) <= known
    ]


def joint_steps_of(work: Work, case: Case) -> list[Joint]:
    """Return the open steps of a case at which departments are asked; none once it has ended."""
    return [] if case.ended_at is not None else joint_steps(work, in_hand(work, case).run())


def _members(several: Several) -> set[str]:
    members = (*several.asked, *several.waiting, *several.answered)
    return {one if isinstance(one, str) else "" for one in members}


def joint_of(work: Work, run: Run, task: Task) -> Joint | None:
    """Return the step at which the department of a task is asked and has not answered."""
    asked = [one for one in joint_steps(work, run) if task.department in one.asked]
    own = [one for one in asked if one.step == task.step] or asked
    return own[0] if len(own) == 1 else None


def at_hand(work: Work, number: str, wish: Wish) -> tuple[Hand, Run, Joint]:
    """Return a case whose lead wants to change who takes part, its run, and the step.

    :raises NotFound: there is no such case for this actor.
    :raises NotAllowed: they are not of the department that leads it.
    :raises Conflict: the case has ended, or no departments are asked at this step.
    :raises Invalid: there is no such department, or no reason; with everything that is wrong.
    """
    hand = pick_up(work, number)
    run = hand.run()
    if not may_join(work, hand.case):
        message = "Only the department that leads the case says who takes part."
        raise NotAllowed("joining.not_lead", message)
    joint = next((one for one in joint_steps(work, run) if one.step == wish.step), None)
    if joint is None:
        message = "No departments are asked at this step any more."
        raise Conflict("joining.not_open", message)
    if faults := _faults(work, hand.case, wish):
        raise Invalid("joining.invalid", "Please correct what is marked.", faults)
    return hand, run, joint


def _faults(work: Work, case: Case, wish: Wish) -> Sequence[Fault]:
    faults = []
    active = {one.code for one in departments.departments(work.session) if one.active}
    if not wish.department:
        faults.append(Fault("department", "department.missing", "Please choose a department."))
    elif wish.department not in active:
        faults.append(Fault("department", "department.unknown", "There is no such department."))
    if not wish.reason.strip():
        faults.append(Fault("reason", "joining.no_reason", "Please give a reason."))
    return [*faults, *owning.faults(work, case, wish.working_days)]
