"""Cases and tasks as somebody sees them at a moment: with lights, names and days left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.storage import people, tasks
from app.storage.cases import Case
from app.storage.people import Person
from app.storage.tasks import NEVER, Task
from app.usecases.work import Work
from engine.rules import lights
from engine.rules.lights import Light


@dataclass(frozen=True)
class SeenTask:
    """A task with what its case adds."""

    task: Task
    case: Case
    light: Light
    days_left: int | None  # working days; below 0 they are too many
    holder: Person | None

    @property
    def due_at(self) -> datetime | None:
        """The moment from which it is late, where it has a limit."""
        return None if self.task.due_at == NEVER else self.task.due_at


@dataclass(frozen=True)
class SeenCase:
    """A case with the tasks that are open."""

    case: Case
    light: Light
    days_left: int | None
    tasks: Sequence[SeenTask] = ()


def seen_case(work: Work, case: Case) -> SeenCase:
    """Return a case as it stands, with its open tasks; of one just moved they are known."""
    held = work.held
    if held is not None and held.case is case:
        return _with_tasks(work, [case], held.open_tasks())[0]
    return seen_cases(work, [case])[0]


def seen_cases(work: Work, shown: Sequence[Case]) -> list[SeenCase]:
    """Return cases with their open tasks, with as many statements for many as for one."""
    return _with_tasks(work, shown, tasks.open_of_cases(work.session, {one.id for one in shown}))


def _with_tasks(work: Work, shown: Sequence[Case], rows: Iterable[Task]) -> list[SeenCase]:
    by_id = {case.id: case for case in shown}
    asked = seen_tasks(work, [(task, by_id[task.case_id]) for task in rows])
    return [_seen_case(work, case, asked) for case in shown]


def seen_task(work: Work, task: Task, case: Case) -> SeenTask:
    """Return one task as it stands."""
    return seen_tasks(work, [(task, case)])[0]


def seen_tasks(work: Work, rows: Sequence[tuple[Task, Case]]) -> list[SeenTask]:
    """Return tasks with their holders, asked for in one statement; names are told to staff only."""
    holding = {task.assignee_id for task, _ in rows if task.assignee_id is not None}
    if not work.actor.pairs:
        holding = set()
    holders = people.by_id(work.session, holding)
    return [_seen_task(work, task, case, holders) for task, case in rows]


def days_left(work: Work, due_on: date | None) -> int | None:
    """Return the working days from today to a last day in time."""
    return None if due_on is None else work.calendar.between(work.today, due_on)


def _seen_case(work: Work, case: Case, asked: Iterable[SeenTask]) -> SeenCase:
    counts = case.due_at is not None and case.due_at != NEVER
    due_on = case.promised_due_on if counts else None
    return SeenCase(
        case,
        lights.light(work.now, case.yellow_at, case.due_at),
        days_left(work, due_on),
        [one for one in asked if one.case is case],
    )


def _seen_task(work: Work, task: Task, case: Case, holders: Mapping[int, Person]) -> SeenTask:
    holder = holders.get(task.assignee_id) if task.assignee_id is not None else None
    if task.closed_at is not None or task.due_at == NEVER:
        return SeenTask(task, case, "none", None, holder)
    light = lights.light(work.now, task.yellow_at, task.due_at)
    return SeenTask(task, case, light, days_left(work, task.due_on), holder)
