"""Whoever holds a task puts it out of sight until a day; what presses stays in sight."""

from datetime import date, datetime, time, timedelta

from app.storage.case.cases import Case
from app.storage.case.history import Fact, write
from app.storage.desk.asking import person_id_of
from app.storage.desk.tasks import NEVER, Task
from app.usecases.moving import pick_up_task
from app.usecases.tasks.claiming import unchanged
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed
from engine.rules.deadlines import OFFICE_ZONE

LONGEST = timedelta(days=90)


def snooze(work: Work, task_id: str, until: date, revision: int | None = None) -> Task:
    """Put a task one holds out of sight until a day; it comes back by itself, or once it presses.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: they do not hold it.
    :raises Conflict: it was done, withdrawn or changed, or it or its case is late or nearly late.
    :raises Invalid: the day is not after today, or more than ninety days away.

    Source: features L17 (follow-up date; it never hides a red light); decision 191.
    """
    task, hand = pick_up_task(work, task_id)
    unchanged(task, revision)
    _held(work, task)
    if presses(task, hand.case, work.now):
        message = "“%(task)s” or its case is late, or nearly: it stays in sight."
        raise Conflict("task.presses", message, task=task.name)
    if not work.today < until <= work.today + LONGEST:
        fault = Fault("until", "snooze.day", "Choose a day after today, within ninety days.")
        raise Invalid("snooze.invalid", "Please correct what is marked.", [fault])
    task.snoozed_until = datetime.combine(until, time(), OFFICE_ZONE)
    _tell(work, task, hand.case, "task.snoozed", back_on=until.isoformat())
    return task


def wake(work: Work, task_id: str, revision: int | None = None) -> Task:
    """Bring a task back into sight before its day; one in sight stays as it is.

    :raises NotFound: there is no such task for this person.
    :raises NotAllowed: they do not hold it.
    :raises Conflict: it was done, withdrawn or changed.
    """
    task, hand = pick_up_task(work, task_id)
    unchanged(task, revision)
    _held(work, task)
    if task.snoozed_until is not None:
        task.snoozed_until = None
        _tell(work, task, hand.case, "task.woken")
    return task


def presses(task: Task, case: Case, at: datetime) -> bool:
    """Whether a task or its case is late or nearly late: then nothing hides it."""
    ends = (task.yellow_at or task.due_at, case.yellow_at or case.due_at or NEVER)
    return min(ends) <= at


def sleeps(task: Task, case: Case, at: datetime) -> bool:
    """Whether a task is out of its holder's sight."""
    snoozed = task.snoozed_until is not None and task.snoozed_until > at
    return snoozed and not presses(task, case, at)


def _held(work: Work, task: Task) -> None:
    if task.assignee_id is None or task.assignee_id != person_id_of(work.actor):
        message = "Only whoever holds “%(task)s” puts it off."
        raise NotAllowed("task.not_held", message, task=task.name)


def _tell(work: Work, task: Task, case: Case, what: str, **details: str) -> None:
    told = Fact(what, task.step, {"task": task.id, **details})
    write(work.session, case, [told], work.actor, work.now)
