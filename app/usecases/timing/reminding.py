"""Reminders: whoever is asked is told before a limit ends, and never once it has."""

from app.storage import holding, reminders, tasks
from app.storage.reminders import Untold
from app.usecases import announcing
from app.usecases.announcing import Ending
from app.usecases.timing import urging
from app.usecases.work import Work
from engine.rules.deadlines import OFFICE_ZONE


def remind(work: Work, most: int) -> int:
    """Tell of limits that are about to end: the holder of the task, else its group.

    Of a limit of the whole case the lead department is told. Cases that somebody holds are
    passed over and found again.

    :param most: limits looked for at once.
    :returns: how many limits were told of; 0 once none is left that could be.

    Where the office says so, the clock urges them as well.

    Source: facts 2.6 (pre-warning), D-23; decisions 107, 208.
    """
    found = reminders.waiting(work.session, work.now, most)
    held = {case.id: case for case in holding.hold_free(work.session, found)} if found else {}
    taken = reminders.take(work.session, held, work.now) if held else ()
    asked = [row.task_id for row in taken if row.task_id]
    about = {task.id: task for task in tasks.of_ids(work.session, asked)}
    ending = [
        Ending(held[row.case_id], row.kind, _until(row), about.get(row.task_id or ""))
        for row in taken
    ]
    announcing.due_soon(work, ending)
    urging.near(work, [(one.case, one.kind, one.task) for one in ending])
    return len(taken)


def _until(row: Untold) -> str:
    if row.due_on is not None:
        return str(row.due_on)
    return f"{row.due_at.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"
