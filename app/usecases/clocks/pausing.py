"""The clock of a case stops on a legal ground, and goes on when the ground is gone."""

from datetime import date

from app.storage.case.cases import Case
from app.storage.case.history import write
from app.storage.clock import pauses
from app.storage.clock.pauses import Pause
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases.clocks import checking, stopping
from app.usecases.clocks.checking import Wish
from app.usecases.clocks.grounds import Ground
from app.usecases.counting import dates
from app.usecases.counting.dates import MovedLimit
from app.usecases.moving import pick_up
from app.usecases.work import Work
from engine.errors import NotAllowed, NotFound

STEERING = frozenset({"centre_coordinator", "head", "administrator"})


def pause_case(work: Work, number: str, wish: Wish) -> Pause:
    """Stop the clock of a case, or of one branch, from today, which is itself still counted.

    The written notice to the applicant is part of the deed: without it the clock would not stop.

    :raises NotFound: there is no such case for this actor, or no such open task in it.
    :raises NotAllowed: they neither lead the case nor are asked in that branch.
    :raises Conflict: the case is not accepted yet, or decided, or stands on this ground already.
    :raises Invalid: ground, length, caps, evidence or approval; with everything that is wrong.

    Source: Administrative Licensing Law, Art. 45; facts D-12, D-13.
    """
    case, task, ground = _wanted(work, number, wish)
    pause = stopping.row(work, case, ground, wish.planned_working_days)
    _say(pause, wish, task)
    facts = stopping.stop(work, case, pause, ground)
    write(work.session, case, facts, work.actor, work.now)
    return pause


def foresee_pause(work: Work, number: str, wish: Wish) -> list[MovedLimit]:
    """Return which limits the pause would move, if it lasted as planned; nothing is changed.

    :raises Refusal: as ``pause_case`` does.
    """
    case, task, ground = _wanted(work, number, wish)
    pause = stopping.row(work, case, ground, wish.planned_working_days)
    _say(pause, wish, task)
    counting = dates.standing(work, case)
    return counting.holding(*counting.held.rows, pause).moved(dates.open_limits(work, case))


def end_pause(work: Work, number: str, pause_id: int, ended_on: date | None) -> Pause:
    """Let the clock go on: the day the ground ended is itself not counted any more.

    :param ended_on: the day the ground ended, often before the day of recording.
    :raises NotFound: there is no such case for this actor, or no such pause.
    :raises NotAllowed: they neither lead the case nor are asked in that branch.
    :raises Conflict: the pause has ended, or a step of the process holds it.
    :raises Invalid: that day is not said, lies before the pause began, or in the future.

    Source: Administrative Licensing Law, Art. 45; decision 221.
    """
    case, pause, on = _ending(work, number, pause_id, ended_on)
    facts = stopping.go_on(work, case, [pause], on)
    write(work.session, case, facts, work.actor, work.now)
    return pause


def foresee_end(work: Work, number: str, pause_id: int, ended_on: date | None) -> list[MovedLimit]:
    """Return which limits the end of a pause would move; nothing is changed.

    :raises Refusal: as ``end_pause`` does.
    """
    case, pause, on = _ending(work, number, pause_id, ended_on)
    counting = dates.standing(work, case)
    others = [one for one in counting.held.rows if one is not pause]
    over = stopping.ended(pause, on)
    return counting.holding(*others, over).moved(dates.open_limits(work, case))


def may_pause(work: Work, case: Case, task: Task | None = None) -> bool:
    """Whether the actor may stop the clock: who leads or steers; in a branch, who is asked."""
    actor = work.actor
    concerned = {case.lead_department, *([task.department] if task else [])}
    return bool(actor.departments & concerned or actor.roles & STEERING)


def _wanted(work: Work, number: str, wish: Wish) -> tuple[Case, Task | None, Ground]:
    case = pick_up(work, number).case
    task = _branch(work, case, wish.task) if wish.task else None
    _allowed(work, case, task)
    checking.may_stop(work, case, wish.ground, task)
    checking.fits(work, case, wish)
    return case, task, work.clock.grounds[wish.ground]


def _branch(work: Work, case: Case, task_id: str) -> Task:
    for task in case_tasks.open_of_cases(work.session, [case.id]):
        if task.id == task_id:
            return task
    raise NotFound("task.unknown", "There is no such task.")


def _allowed(work: Work, case: Case, task: Task | None) -> None:
    if not may_pause(work, case, task):
        message = "Only who leads or steers the case stops its clock."
        raise NotAllowed("pause.not_yours", message)


def _say(pause: Pause, wish: Wish, task: Task | None) -> None:
    pause.reason, pause.evidence = wish.reason, wish.evidence
    pause.approved_by = wish.approved_by
    if task is not None:
        pause.task_id, pause.scope, pause.department = task.id, task.scope, task.department


def _ending(
    work: Work, number: str, pause_id: int, ended_on: date | None
) -> tuple[Case, Pause, date]:
    case = pick_up(work, number).case
    found = [one for one in pauses.of_case(work.session, case.id) if one.id == pause_id]
    if not found:
        raise NotFound("pause.unknown", "There is no such pause.")
    branch = work.session.get(Task, found[0].task_id) if found[0].task_id else None
    _allowed(work, case, branch)
    return case, found[0], checking.may_end(work, found[0], ended_on)
