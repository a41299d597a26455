"""Dates that somebody was told have moved: each of those concerned is told once, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.storage.case.cases import Case
from app.storage.clock.deadlines import Deadline
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases import announcing
from app.usecases.counting.alerting import OF_TIMERS
from app.usecases.counting.dates import OF_CASE, STEP, Dates, MovedLimit
from app.usecases.moving import periods, picking
from app.usecases.work import Work
from engine.people import APPLICANT
from engine.rules.deadlines import last_day

AT_TASKS = (STEP, "silence", "absence")
"""Limits that are of a task."""
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
    _write(work, case, _told(work, case, moved), {"why": why, "source": source})


def tell_staff(
    work: Work, case: Case, moved: Sequence[MovedLimit], why: str, source: str = ""
) -> list[Move]:
    """Do what ``tell`` does for everybody but the applicant, and return what that one is to hear.

    The applicant hears of a pause or an extension anyway; the new dates go along with it.

    :param why: what was done: ``pause``, ``resume``, ``extension``.
    """
    told = _told(work, case, moved)
    own = told.pop((None, APPLICANT), {})
    _write(work, case, told, {"why": why, "source": source})
    return [*own]


def _told(work: Work, case: Case, moved: Sequence[MovedLimit]) -> dict[Receiver, dict[Move, None]]:
    """Return which dates have moved for whom, each once."""
    shifted = [one for one in moved if _day(one.old) != _day(one.new)]
    names, told = periods.named(work, case), defaultdict[Receiver, dict[Move, None]](dict)
    asked = case_tasks.open_of_cases(work.session, [case.id]) if shifted else ()
    beside = _beside(work, case, (one.deadline for one in shifted))
    for one in shifted:
        at = [task for task in asked if _is_at(one.deadline, task, beside)]
        for receiver, name in _concerned(case, one.deadline, at, names):
            told[receiver][name, _day(one.old), _day(one.new)] = None
    return told


def _beside(work: Work, case: Case, rows: Iterable[Deadline]) -> dict[str, frozenset[str]]:
    """Return the ids of the tasks beside each drawn timer among limits, by the engine's id."""
    timers = [str(row.timer_id) for row in rows if row.kind == OF_TIMERS]
    if not timers:
        return {}
    run = picking.in_hand(work, case).run()
    return {timer: run.beside(timer) for timer in timers}


def _is_at(row: Deadline, task: Task, beside: Mapping[str, frozenset[str]]) -> bool:
    """Whether a limit is one of a task: its own, or of a timer drawn at or around it."""
    if row.kind == OF_TIMERS:
        return task.id in beside[str(row.timer_id)]
    return row.kind in AT_TASKS and row.task_id == task.id


def _write(
    work: Work, case: Case, told: Mapping[Receiver, Iterable[Move]], because: dict[str, str]
) -> None:
    rows = [_notice(work, case, to, moves, because) for to, moves in told.items()]
    announcing.write(work, rows)


def _notice(
    work: Work, case: Case, to: Receiver, moves: Iterable[Move], because: dict[str, str]
) -> dict[str, Any]:
    person, group = to
    what = "notice.dates_moved" if group == APPLICANT else "notice.tasks_moved"
    key = f"{because['why']}:{person or group}:{case.history_length}"
    row = announcing.row_of(work, case, what, key)
    params = {**because, "moves": [list(one) for one in moves]}
    return row | {"person_id": person, "group": group, "params": params}


def _concerned(
    case: Case, row: Deadline, at: Iterable[Task], names: Mapping[str, str]
) -> Iterator[tuple[Receiver, str]]:
    """Yield who was told when a limit ends, and what it is called to them.

    Of a limit at a task, drawn or not, it is whoever is asked; of a further one, who leads.
    """
    if row.kind in OF_CASE:
        yield (None, APPLICANT), row.kind
    elif row.kind in names:
        yield (None, announcing.leads(case)), names[row.kind]
    for task in at:
        holder = task.assignee_id
        yield (holder, None if holder else task.group), task.name


def _day(when: Dates) -> str:
    return (when.due_on or last_day(when.due_at)).isoformat()
