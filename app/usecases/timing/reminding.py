"""Reminders: whoever is asked is told before a limit ends, and never once it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.storage.case import holding
from app.storage.case.cases import Case
from app.storage.case.promises import PROMISED_MATERIAL
from app.storage.clock import reminders
from app.storage.clock.reminders import Untold
from app.storage.desk import tasks
from app.storage.desk.tasks import Task
from app.storage.post import notices
from app.usecases import announcing
from app.usecases.timing import urging
from app.usecases.work import Work
from engine.people import APPLICANT
from engine.rules.deadlines import OFFICE_ZONE


@dataclass(frozen=True)
class Ending:
    """A limit that is about to end.

    :param until: its last day, or of a limit within a day its moment.
    :param task: what it is for; none where it is of the whole case.
    """

    case: Case
    kind: str
    until: str
    task: Task | None = None


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
    _tell(work, ending)
    urging.near(work, [(one.case, one.kind, one.task) for one in ending])
    return len(taken)


def _until(row: Untold) -> str:
    if row.due_on is not None:
        return str(row.due_on)
    return f"{row.due_at.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"


def _tell(work: Work, ending: Sequence[Ending]) -> None:
    """Tell whoever is asked that limits are about to end, each last day of a task once."""
    rows = {row["key"]: row for row in (_row(work, one) for one in ending)}
    known = notices.written(work.session, rows)
    announcing.write(work, [row for key, row in rows.items() if key not in known])


def _row(work: Work, ending: Ending) -> dict[str, Any]:
    task, kind = ending.task, ending.kind
    asked = task.id if task else kind
    theirs = kind == PROMISED_MATERIAL
    what = "notice.material_due" if theirs else "notice.due_soon"
    row = announcing.row_of(work, ending.case, what, f"{asked}:{ending.until}")
    holder = task.assignee_id if task else None
    group = APPLICANT if theirs else task.group if task else announcing.leads(ending.case)
    params = {"kind": kind, "task": task.name if task else None, "day": ending.until}
    return row | {"person_id": holder, "group": None if holder else group, "params": params}
