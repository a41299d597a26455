"""Dates that somebody was told have moved: each of those concerned is told once, and why."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from app.storage import tasks
from app.storage.cases import Case
from app.storage.tasks import Task
from app.usecases import announcing
from app.usecases.counting.dates import OF_CASE, STEP, Dates, MovedLimit
from app.usecases.work import Work
from engine.people import APPLICANT
from engine.rules.deadlines import last_day

Receiver = tuple[int | None, str | None]
"""The id of a person, or else a group."""
Move = tuple[str, str, str]
"""What it is, the last day it had, and the one it has."""


def tell(work: Work, case: Case, moved: Sequence[MovedLimit], why: str, source: str) -> None:
    """Tell the applicant, and whoever is asked now, which of their dates have moved.

    :param why: what has changed: ``calendar``, ``limit``, ``outage``.
    :param source: the notice or decision it rests on.

    Source: Administrative Licensing Law, Art. 8 (what was told may be relied on); facts D-26.
    """
    ids = [one.deadline.task_id for one in moved if one.deadline.task_id is not None]
    asked = {task.id: task for task in tasks.of_ids(work.session, ids)}
    told: dict[Receiver, list[Move]] = defaultdict(list)
    for one in moved:
        move = _day(one.old), _day(one.new)
        for receiver, name in _concerned(one, asked) if move[0] != move[1] else ():
            told[receiver].append((name, *move))
    because = {"why": why, "source": source}
    announcing.write(work, [_notice(work, case, *each, because) for each in told.items()])


def _notice(
    work: Work, case: Case, to: Receiver, moves: list[Move], because: dict[str, str]
) -> dict[str, Any]:
    person, group = to
    what = "notice.dates_moved" if group == APPLICANT else "notice.tasks_moved"
    row = announcing.row_of(work, case, what, f"{person or group}:{case.history_length}")
    params = {**because, "moves": [list(one) for one in moves]}
    return row | {"person_id": person, "group": group, "params": params}


def _concerned(one: MovedLimit, asked: dict[str, Task]) -> Iterator[tuple[Receiver, str]]:
    row, task = one.deadline, asked.get(one.deadline.task_id or "")
    if row.kind in OF_CASE:
        yield (None, APPLICANT), row.kind
    elif row.kind == STEP and task is not None and task.closed_at is None:
        holder = task.assignee_id
        yield (holder, None if holder else task.group), task.name


def _day(when: Dates) -> str:
    return (when.due_on or last_day(when.due_at)).isoformat()
