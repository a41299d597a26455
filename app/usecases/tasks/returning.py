"""Whoever holds a task returns the case to an earlier step; what came of it is taken back."""

from dataclasses import dataclass
from typing import Any

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.desk.tasks import RETURNED, Task
from app.usecases.moving import Moved, in_hand, pick_up_task, put_back
from app.usecases.moving.picking import may_do
from app.usecases.tasks import claiming, reviewing
from app.usecases.work import Work
from engine import Run
from engine.change import Change, Goal, Return
from engine.errors import Conflict, Fault, Invalid, NotAllowed
from engine.people import APPLICANT


@dataclass(frozen=True)
class Wish:
    """Where a task is to go back to, and how.

    :param back: the places, what becomes of the others, and how it goes on from there.
    """

    back: Return
    reason: str


def return_task(work: Work, task_id: str, wish: Wish, revision: int | None = None) -> Case:
    """Return a case to an earlier step, with everything that came of it.

    What was said there stays in the history and counts no more; the clock of the law runs on,
    the limits of the steps that are asked again count from now.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: it is asked of somebody else or of the applicant, a colleague holds it, or
        the second signature is kept from them.
    :raises Conflict: the task was already done, withdrawn or changed, or nobody returns there:
        ``return.not_passed``, ``return.earlier_turn``, ``return.final``, ``return.by_event``,
        ``return.pending``, ``return.no_shortcut``, ``return.other_version``.
    :raises Invalid: no reason was given, or the choices do not go together.

    Source: decisions 150 and 172.
    """
    task, hand = pick_up_task(work, task_id)
    claiming.unchanged(task, revision)
    may_return(work, task, hand.case)
    if not wish.reason.strip():
        fault = Fault("reason", "return.no_reason", "Please say why the case goes back.")
        raise Invalid("return.invalid", "Please correct what is marked.", [fault])
    run = hand.run()
    before = run.tokens()
    change = run.return_to(task.id, wish.back, at=work.now)
    reviewing.close(work, task, _said(wish), RETURNED)
    hand.case.returns += 1
    told = Fact("task.returned", task.step, _told(task, wish, change, before, run))
    put_back(Moved(work, hand.case, change, over=[task.id]), run, [told])
    return hand.case


def goals(work: Work, task: Task, case: Case) -> tuple[Goal, ...]:
    """Return where a task can go back to, and what each choice would do; nothing moves.

    :raises Conflict: the task was already done or withdrawn.
    :raises NotAllowed: it is not this person's to return.
    """
    if task.closed_at is not None:
        message = "“%(task)s” was already done or withdrawn."
        raise Conflict("task.closed", message, task=task.name)
    if not may_do(work.actor, task, case):
        raise NotAllowed("task.not_yours", "“%(task)s” is asked of somebody else.", task=task.name)
    may_return(work, task, case)
    return in_hand(work, case).run().returns(task.id)


def may_return(work: Work, task: Task, case: Case) -> None:
    """Let only those return a task who could do it.

    :raises NotAllowed: it is the applicant's, a colleague holds it, it was delegated to them, or
        the second signature is kept from them.
    """
    if task.role == APPLICANT:
        message = "What the applicant is asked is answered; only the office returns tasks."
        raise NotAllowed("return.applicant", message)
    claiming.held_by_me(work, task)
    claiming.own_answer(task)
    reviewing.two_hands(work, task, case)


def _said(wish: Wish) -> dict[str, Any]:
    back = wish.back
    return {
        "to": list(back.to),
        "siblings": back.siblings,
        "then": back.then,
        "reason": wish.reason.strip(),
    }


def _told(
    task: Task, wish: Wish, change: Change, before: tuple[str, ...], run: Run
) -> dict[str, Any]:
    """Return what the history says: from where to where, what stays, what goes."""
    after = [place for place in run.tokens() if place in before]
    opened = {"/".join((*one.path, one.step)) for one in change.opened}
    return {
        "task": task.id,
        **_said(wish),
        "kept": [place for place in after if place not in opened],
        "cancelled": [place for place in before if place not in after],
    }
