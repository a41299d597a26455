"""Picking a case up: the lock first, then everything else as it is now."""

from collections.abc import Callable
from dataclasses import dataclass

from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import MISSED, Task
from app.usecases.work import Work
from engine import Process, Run
from engine.errors import Conflict, NotAllowed, NotFound
from engine.people import APPLICANT, Actor, StandIn

Right = Callable[[Actor, Task, Case], bool]
"""Whether an actor may do something with a task of a case."""


@dataclass(frozen=True)
class Hand:
    """A case in hand: locked, with its process; the run is read when it is to move."""

    case: Case
    process: Process
    work: Work

    def run(self) -> Run:
        """Return the run as it was last stored.

        :raises Conflict: the case has ended: nothing of its run is left.
        """
        if self.case.ended_at is not None:
            raise Conflict("case.ended", "This case has ended.")
        case, library = self.case, self.work.library
        live = self.work.lent(case, self.process)
        if live is not None:
            return live.resume(case.answers, case.item, library)
        return Run.load(self.process, case.run_state, case.answers, case.item, library)


def in_hand(work: Work, case: Case) -> Hand:
    """Return a case that is locked already, or only looked at."""
    return Hand(case, work.process(case.process_digest), work)


def pick_up(work: Work, number: str) -> Hand:
    """Return a case this actor may work on, locked until the work ends.

    :raises NotFound: there is no such case for them.
    :raises NotAllowed: they have a copy of it, to read.
    """
    held = work.hold(number=number)
    if held is not None and cases.may_see(work.actor, held.case):
        return in_hand(work, held.case)
    if held is not None and cases.may_read(work.session, work.actor, held.case):
        message = "You have a copy of this case: it is yours to read, not to work on."
        raise NotAllowed("case.copy_only", message)
    raise NotFound("case.unknown", "There is no such case.")


def pick_up_task(work: Work, task_id: str, right: Right | None = None) -> tuple[Task, Hand]:
    """Return an open task this actor may do, and its case, locked until the work ends.

    :param right: what they want to do with it instead, and whether they may.
    :raises NotFound: there is no such task for them.
    :raises NotAllowed: they may see it, but it is asked of somebody else.
    :raises Conflict: it was already done, or withdrawn.
    """
    task, case = find_task(work, task_id, right)
    if task.closing in MISSED:
        message = "The limit of “%(task)s” has passed without an answer; it is no longer open."
        raise Conflict("task.missed", message, task=task.name)
    if task.closed_at is not None:
        message = "“%(task)s” was already done or withdrawn."
        raise Conflict("task.closed", message, task=task.name)
    return task, in_hand(work, case)


def find_task(work: Work, task_id: str, right: Right | None = None) -> tuple[Task, Case]:
    """Return a task this actor may or might do, open or closed, its case locked.

    :param right: what they want to do with it instead, and whether they may.

    :raises NotFound: there is no such task for them.
    :raises NotAllowed: they may see it, but it is asked of somebody else.
    """
    held = work.hold(task_id)
    if held is None:
        raise NotFound("task.unknown", "There is no such task.")
    case, task = held.case, held.task(task_id)
    if not (right or may_do)(work.actor, task, case):
        if not cases.may_read(work.session, work.actor, case):
            raise NotFound("task.unknown", "There is no such task.")
        raise NotAllowed("task.not_yours", "“%(task)s” is asked of somebody else.", task=task.name)
    return task, case


def may_do(actor: Actor, task: Task, case: Case) -> bool:
    """Whether the task is asked of this actor: their group, or the party of the case.

    A window clerk may act for the applicant, and is recorded as such (decision 26). Whoever
    prepares an answer for its holder need not be of the group (decision 163); nor need whoever
    stands in for somebody of it (decision 190).
    """
    if task.role == APPLICANT:
        return actor.case == case.number or "window_clerk" in actor.roles
    if task.delegated and task.assignee_id == person_id_of(actor):
        return True
    if actor.holds(task.role, task.department):
        return True
    return actor.on_behalf(task.role, task.department, case.item_code) is not None


def on_behalf(actor: Actor, task: Task, case: Case) -> StandIn | None:
    """Return for whom this actor does a task that is not their own to do."""
    if not actor.stands_in or task.role == APPLICANT:
        return None
    if task.delegated and task.assignee_id == person_id_of(actor):
        return None
    return actor.on_behalf(task.role, task.department, case.item_code)


def may_steer(actor: Actor, _: Task, case: Case) -> bool:
    """Whether the actor steers this case: a person of the lead department, or an administrator."""
    return case.lead_department in actor.departments or "administrator" in actor.roles
