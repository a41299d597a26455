"""Cases and tasks as somebody sees them at a moment: with lights, names and days left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.storage.case.cases import Case
from app.storage.clock import pauses
from app.storage.clock.deadlines import FIRED, PAUSED, RUNNING, Deadline
from app.storage.desk import case_tasks
from app.storage.desk.tasks import NEVER, Task
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases.counting.using import Used, used
from app.usecases.tasks.hiding import known_as
from app.usecases.work import Work
from engine.process import Step
from engine.rules import deadlines as rules
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
    provisional: bool  # the last day may still move
    delegator: Person | None  # who confirms the answer
    delegate: Person | None  # who prepares it, or has prepared it
    known_as: Step | None  # what others are told of it, where it is a department's own affair

    @property
    def step(self) -> str:
        """The id of the step, or of the activity it is part of."""
        return self.known_as.id if self.known_as is not None else self.task.step

    @property
    def named(self) -> Task | Step:
        """What bears its name: the task, or the activity it is part of."""
        return self.known_as if self.known_as is not None else self.task

    @property
    def role(self) -> str:
        """Which post is asked; nothing where others are told of the department alone."""
        return "" if self.known_as is not None else self.task.role

    @property
    def form(self) -> str | None:
        """The form it asks, where that is told."""
        return None if self.known_as is not None else self.task.form

    @property
    def due_at(self) -> datetime | None:
        """The moment from which it is late, where it has a limit."""
        return None if self.task.due_at == NEVER else self.task.due_at


@dataclass(frozen=True)
class SeenLimit:
    """A limit with what is left of it."""

    limit: Deadline
    light: Light
    days_left: int | None


@dataclass(frozen=True)
class SeenCase:
    """A case with the tasks that are open; once decided, with what it used of its promise."""

    case: Case
    light: Light
    days_left: int | None
    tasks: Sequence[SeenTask] = ()
    used: Used | None = None


def seen_case(work: Work, case: Case) -> SeenCase:
    """Return a case as it stands, with its open tasks; of one just moved they are known."""
    held = work.held
    if held is not None and held.case is case:
        return _with_tasks(work, [case], held.open_tasks())[0]
    return seen_cases(work, [case])[0]


def seen_cases(work: Work, shown: Sequence[Case]) -> list[SeenCase]:
    """Return cases with their open tasks, with as many statements for many as for one."""
    asked = case_tasks.open_of_cases(work.session, {one.id for one in shown})
    return _with_tasks(work, shown, asked)


def _with_tasks(work: Work, shown: Sequence[Case], rows: Iterable[Task]) -> list[SeenCase]:
    by_id = {case.id: case for case in shown}
    asked = _one_line_each(work, seen_tasks(work, [(task, by_id[task.case_id]) for task in rows]))
    spent = used(work, shown)
    return [_seen_case(work, case, asked, spent.get(case.id)) for case in shown]


def _one_line_each(work: Work, asked: Iterable[SeenTask]) -> list[SeenTask]:
    """Return one line for what another department does in turn, the one that ends first.

    Source: features C5; decision 188.
    """
    lines: dict[tuple[object, ...], SeenTask] = {}
    for one in asked:
        step = known_as(work, one.case, one.task)
        key = (one.task.id,) if step is None else (one.case.id, one.task.department, step.id)
        if key not in lines or one.task.due_at < lines[key].task.due_at:
            lines[key] = _as_others_see(work, one, step)
    return list(lines.values())


def _as_others_see(work: Work, one: SeenTask, step: Step | None) -> SeenTask:
    """Return a task without who does it; whoever leads the case knows who holds it."""
    if step is None:
        return one
    leads = one.case.lead_department in work.actor.departments
    holder = one.holder if leads else None
    return replace(one, known_as=step, holder=holder, delegator=None, delegate=None)


def seen_task(work: Work, task: Task, case: Case) -> SeenTask:
    """Return one task as it stands."""
    return seen_tasks(work, [(task, case)])[0]


def seen_tasks(work: Work, rows: Sequence[tuple[Task, Case]]) -> list[SeenTask]:
    """Return tasks with their holders, asked for in one statement; names are told to staff only."""
    concerned = {
        person
        for task, _ in rows
        for person in (task.assignee_id, task.delegator_id, task.delegate_id)
        if person is not None and work.actor.pairs
    }
    known = people.by_id(work.session, concerned)
    return [_seen_task(work, task, case, known) for task, case in rows]


def seen_limits(work: Work, rows: Sequence[Deadline]) -> list[SeenLimit]:
    """Return limits as they stand; what has ended, or stands still, has no light.

    One that passed stays red; what it was for may still be asked.
    """
    until = pauses.planned_ends(work.session, {one.case_id for one in rows if one.state == PAUSED})
    return [SeenLimit(row, _light_of(work, row), _left_of(work, row, until)) for row in rows]


def days_left(work: Work, due_on: date | None, department: str | None = None) -> int | None:
    """Return the working days from today to a last day in time.

    :param department: whose calendar counts them; the office's, where it is not said.
    """
    return None if due_on is None else work.calendar_of(department).between(work.today, due_on)


def _light_of(work: Work, row: Deadline) -> Light:
    counts = row.state == RUNNING or (row.state == FIRED and not row.moves)
    return _light(work, row.warn_at, row.due_at) if counts else "none"


def _left_of(work: Work, row: Deadline, until: Mapping[int, date]) -> int | None:
    """Return the working days left; while the clock stands they stay as many."""
    last = rules.last_day(row.due_at)
    if row.state == PAUSED and row.case_id in until:
        return work.calendar_of(row.asked).between(until[row.case_id], last)
    return days_left(work, last, row.asked)


def _light(work: Work, yellow_at: datetime | None, due_at: datetime | None) -> Light:
    """Return a light; of what has no end, or stands still, there is none."""
    return lights.light(work.now, yellow_at, None if due_at == NEVER else due_at)


def _seen_case(work: Work, case: Case, asked: Iterable[SeenTask], spent: Used | None) -> SeenCase:
    light = _light(work, case.yellow_at, case.due_at)
    due_on = case.promised_due_on if light != "none" else None
    return SeenCase(
        case,
        light,
        days_left(work, due_on, case.lead_department),
        [one for one in asked if one.case is case],
        spent,
    )


def _seen_task(work: Work, task: Task, case: Case, known: Mapping[int, Person]) -> SeenTask:
    light = _light(work, task.yellow_at, task.due_at)
    lit = task.closed_at is None and light != "none"
    return SeenTask(
        task,
        case,
        light if lit else "none",
        days_left(work, task.due_on, task.department) if lit else None,
        known.get(task.assignee_id or 0),
        _may_move(work, task.due_on),
        known.get(task.delegator_id or 0),
        known.get(task.delegate_id or 0),
        None,
    )


def _may_move(work: Work, due_on: date | None) -> bool:
    """Whether a last day lies in a year whose table is not published yet."""
    return due_on is not None and work.calendar.provisional(due_on)
