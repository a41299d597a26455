"""To whom a task may be handed from its page, and who prepares or has prepared its answer."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from flask_babel import gettext

from app.shapes.case.seen import SeenTask
from app.storage.case.cases import Case
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import Task
from app.storage.office.people import Person
from app.usecases.handing import receivers
from app.usecases.handing.assigning import may_assign
from app.usecases.handing.delegating import may_recall
from app.usecases.tasks import snoozing
from app.usecases.tasks.urging import may_urge
from app.usecases.work import Work


@dataclass(frozen=True)
class Hands:
    """What the dialogs of handing on need.

    :param holders: whom it can be given or passed on to; ``preparers``: who can prepare its
        answer; user names with names.
    :param delegator: who confirms the answer, ``delegate``: who prepares it, by name.
    """

    holders: Sequence[tuple[str, str]]
    preparers: Sequence[tuple[str, str]]
    delegator: str | None
    delegate: str | None


def may_hand_on(work: Work, task: Task, case: Case) -> frozenset[str]:
    """Return what the actor may do to hand an open task on or back: ``assign``, ``transfer`` …"""
    may = set()
    if may_assign(work, work.actor, task):
        may.add("assign")
    if may_recall(work.actor, task, case):
        may.add("recall")
    if task.assignee_id != person_id_of(work.actor) and may_urge(work, task, case):
        may.add("urge")
    if task.assignee_id == person_id_of(work.actor) and not task.delegated:
        may |= {"transfer", "delegate"}
    if task.assignee_id == person_id_of(work.actor):
        asleep = snoozing.sleeps(task, case, work.now)
        pressing = snoozing.presses(task, case, work.now)
        may |= {"wake"} if asleep else set() if pressing else {"snooze"}
    return frozenset(may)


def why_not(task: Task) -> str:
    """Return why somebody of the group cannot do a task that another one holds."""
    if task.delegated:
        return gettext("A colleague prepares the answer to this task.")
    return gettext("A colleague has taken this task.")


def of(work: Work, seen: SeenTask, may: Set[str]) -> Hands:
    """Return what the dialogs on the page of a task need; nobody is looked up for none."""
    task, case = seen.task, seen.case
    me = person_id_of(work.actor)
    passing = may & {"assign", "transfer"}
    holders = receivers.holders(work, task, case) if passing else []
    preparers = receivers.preparers(work, task, case) if "delegate" in may else []
    return Hands(
        _named(holders, None if "assign" in may else me),
        _named(preparers, me),
        seen.delegator.name if seen.delegator else None,
        seen.delegate.name if seen.delegate else None,
    )


def _named(found: Sequence[Person], without: int | None) -> list[tuple[str, str]]:
    return [(one.username, one.name) for one in found if one.id != without]
