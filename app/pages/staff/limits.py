"""The limits of a case as its page shows them: what counts first, what is over folded away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.pages.showing import labelled
from app.pages.staff.steps import Steps
from app.shapes.seen import days_left
from app.storage import pauses
from app.storage.cases import Case
from app.storage.deadlines import OPEN, PAUSED, REPLACED, Deadline
from app.storage.tasks import Task
from app.usecases.counting.dates import PROMISED, STATUTORY
from app.usecases.work import Work
from engine.rules import lights
from engine.rules.lights import Light


@dataclass(frozen=True)
class Limit:
    """One limit of a case or of a step."""

    id: str
    kind: str
    step_name: str
    due_on: date | None
    due_at: datetime
    state: str
    basis: str | None
    provisional: bool
    light: Light
    days_left: int | None


@dataclass(frozen=True)
class Limits:
    """The two limits of the case and what runs; and what is over."""

    shown: list[Limit]
    over: list[Limit]


def limits(
    work: Work, case: Case, rows: Sequence[Deadline], asked: Sequence[Task], steps: Steps
) -> Limits:
    """Return the limits of a case in words.

    :param rows: its deadlines; ``asked`` are all its tasks, which know when they turn yellow.
    """
    yellow = {task.id: task.yellow_at for task in asked}
    told = [
        (row, _limit(work, row, steps, _yellow_at(case, row, yellow)))
        for row in sorted(rows, key=_order)
    ]
    return Limits(
        [limit for row, limit in told if _counts(row)],
        [limit for row, limit in told if not _counts(row)],
    )


def _order(row: Deadline) -> tuple[int, datetime]:
    first = (PROMISED, STATUTORY)
    return (first.index(row.kind) if row.kind in first else len(first)), row.due_at


def _counts(row: Deadline) -> bool:
    of_case = row.kind in (PROMISED, STATUTORY)
    return row.state in OPEN or (of_case and row.state != REPLACED)


def _yellow_at(case: Case, row: Deadline, yellow: dict[str, datetime | None]) -> datetime | None:
    if row.kind == PROMISED:
        return case.yellow_at
    return yellow.get(row.task_id or "") if row.kind == "step" else None


def _limit(work: Work, row: Deadline, steps: Steps, yellow_at: datetime | None) -> Limit:
    step = steps.named(row.step or "")
    return Limit(
        row.id,
        row.kind,
        labelled(step, "name") if step else "",
        row.due_on,
        row.due_at,
        row.state,
        row.basis,
        row.provisional,
        lights.light(work.now, yellow_at, row.due_at),
        _left(work, row),
    )


def _left(work: Work, row: Deadline) -> int | None:
    """Return the working days left; while the clock stands they stay as many."""
    if row.state != PAUSED or row.due_on is None:
        return days_left(work, row.due_on)
    standing = [one for one in pauses.of_case(work.session, row.case_id) if one.to_on is None]
    until = max((one.planned_to_on for one in standing), default=work.today)
    return work.calendar.between(until, row.due_on)
