"""One move of a case, as the parts that project it into rows see it."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from app.storage.case.cases import Case
from app.storage.clock.deadlines import Deadline
from app.storage.clock.silences import Silence
from app.storage.desk.tasks import Task, group_of
from app.usecases.work import Work
from engine import Change
from engine.change import OpenTask
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE


@dataclass(frozen=True)
class Again:
    """A task that opens again, because whoever has done it takes it back.

    :param limit: its own limit, which goes on as if it had not been done.
    """

    task: Task
    limit: Deadline | None

    def opens_as(self, task: OpenTask) -> bool:
        """Whether this is the task that opens again."""
        mine = (self.task.step, tuple(self.task.path or ()), self.task.group)
        return mine == (task.step, task.path, group_of(task.department, task.role))


@dataclass(frozen=True)
class Moved:
    """What was moved, by whom, and what the run says has changed.

    :param answered: the task whose answer (or silence) was the move.
    :param passed: the engine's id of the timer whose passing was the move.
    :param silence: what is kept of the task whose silence or absence was the move.
    :param files: the codes of the materials that came with what was handed in.
    :param limits: rows of the limits that this move began beside those of timers.
    :param met: kinds of limits of the whole case that this move met.
    :param over: ids of tasks whose limits end with this move, beside those it withdraws.
    :param again: what whoever has done it takes back with this move.
    """

    work: Work
    case: Case
    change: Change
    answered: Task | None = None
    passed: str | None = None
    silence: Silence | None = None
    files: tuple[str, ...] = ()
    limits: list[dict[str, Any]] = field(default_factory=list)
    met: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    again: Again | None = None

    @property
    def calendar(self) -> WorkCalendar:
        """The calendar of the department that decides: the one the whole case counts by."""
        return self.work.calendar_of(self.case.lead_department, self.case.received_at)

    @property
    def counts_from(self) -> datetime:
        """The moment that starts what begins now: not before the day what it is about came in."""
        on = max(self.case.received_on, self.case.completed_on)
        return max(self.work.now, datetime.combine(on, time(), OFFICE_ZONE))

    def opened(self, task_id: str | None) -> OpenTask | None:
        """Return the task with an id, where it opens now."""
        return next((task for task in self.change.opened if task.id == task_id), None)

    def going_on(self, task: OpenTask | None) -> Deadline | None:
        """Return the limit that goes on for a task that opens again; most tasks open newly."""
        if self.again is None or task is None:
            return None
        return self.again.limit if self.again.opens_as(task) else None

    def since(self, task: OpenTask | None) -> datetime:
        """Return from when the limit of a task counts that opens now."""
        limit = self.going_on(task)
        return self.counts_from if limit is None else limit.from_at

    def calendar_of(self, task: OpenTask | None) -> WorkCalendar:
        """Return the calendar a task that opens now counts by: that of the department asked."""
        return self.work.calendar_of((task and task.department) or self.case.lead_department)
