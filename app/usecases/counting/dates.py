"""When the open limits of a case end, by their rules; nothing is changed here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast

from sqlalchemy import select

from app.storage.case.cases import Case
from app.storage.clock.deadlines import OPEN, PAUSED, PREWARNING, RUNNING, Deadline
from app.storage.clock.pauses import Pause
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.usecases.counting import holding
from app.usecases.counting.holding import Holding
from app.usecases.work import Work
from engine.rules import deadlines as rules
from engine.rules.announced import kept, put_off
from engine.rules.calendar import WorkCalendar
from engine.rules.pauses import working_days
from engine.rules.prewarnings import Span
from engine.rules.timers import Kind, Rule

PROMISED, STATUTORY = "promised", "statutory"
OF_CASE = (PROMISED, STATUTORY)
"""The limits of the whole case."""
EXTENDED = (*OF_CASE, PREWARNING)
"""The limits that an extension moves."""
STEP = "step"
"""The limit of one task."""


@dataclass(frozen=True)
class Dates:
    """When a limit ends, and whether it is counting.

    :param due_at: while the clock stands: as if the pause ended as planned.
    """

    due_at: datetime
    due_on: date | None
    state: str


@dataclass(frozen=True)
class MovedLimit:
    """A limit that ends at another moment than before."""

    deadline: Deadline
    old: Dates
    new: Dates


@dataclass(frozen=True)
class Counting:
    """What the limits of a case are counted with.

    :param calendar_of: the calendar of a department for what began at a moment; ``lead`` is the
        department that decides, and its limits began with the case.
    :param tasks: its open tasks by id, and those nobody answered.
    :param extra: working days of an extension.
    """

    calendar_of: Callable[[str, datetime], WorkCalendar]
    lead: str
    received_at: datetime
    held: Holding = Holding()
    tasks: Mapping[str, Task] = field(default_factory=dict)
    extra: int = 0

    def dates(self, row: Deadline) -> Dates:
        """Return when a limit ends by its rule, the calendar, the pauses and the extension."""
        task, due_at = self.tasks.get(row.follows or ""), self.span(row).due_at
        due_on = rules.last_day(due_at)
        stands = row.follows_clock and self.held.lasts(task, due_on)
        shown = due_on if row.due_on is not None else None
        return Dates(due_at, shown, PAUSED if stands else RUNNING)

    def span(self, row: Deadline) -> Span:
        """Return a limit as it is counted: from where, to where, over which pauses."""
        task = self.tasks.get(row.follows or "")
        spans = self.held.spans(task) if row.follows_clock else ()
        extra = self.extra if row.kind in EXTENDED else 0
        rule, calendar = rule_of(row), self.calendar(row)
        due_at = rules.due_at(rule, row.from_at, calendar, spans, extra)
        if row.kept_at is not None:
            known, since = row.kept_paused or 0, _day_of(row.from_at)
            due_at = kept(put_off(row.kept_at, since, known, calendar, spans), due_at)
        return Span(rule, row.from_at, due_at, spans, extra)

    def paused_days(self, row: Deadline) -> int:
        """Return over how many working days of pauses a limit has been put off so far."""
        spans = self.span(row).pauses
        until = rules.last_day(row.due_at)
        return working_days(spans, self.calendar(row), _day_of(row.from_at), until)

    def holding(self, *rows: Pause) -> "Counting":
        """Return the same counting with these pauses instead."""
        return replace(self, held=Holding(rows))

    def calendar(self, row: Deadline) -> WorkCalendar:
        """Return the calendar a limit counts by: of the department asked, else of the lead."""
        task = self.tasks.get(row.follows or "")
        since = self.received_at if row.kind in EXTENDED else row.from_at
        return self.calendar_of((task.department if task else None) or self.lead, since)

    def moved(self, rows: Iterable[Deadline]) -> list[MovedLimit]:
        """Return which limits would move, and to what."""
        each = ((row, stored(row), self.dates(row)) for row in rows)
        return [MovedLimit(row, old, new) for row, old, new in each if old != new]

    def kept(self, rows: Iterable[Deadline]) -> list[Deadline]:
        """Return which limits a changed calendar would end before the date that was announced.

        Source: facts D-26.
        """
        return [
            one.deadline
            for one in self.moved(rows)
            if one.new.due_at != kept(one.old.due_at, one.new.due_at, one.deadline.provisional)
        ]


def _day_of(moment: datetime) -> date:
    return moment.astimezone(rules.OFFICE_ZONE).date()


def rule_of(row: Deadline) -> Rule:
    """Return the rule of a limit as it is stored."""
    return Rule(cast(Kind, row.rule_kind), row.rule_value)


def standing(work: Work, case: Case) -> Counting:
    """Return what the limits of a case are counted with as it stands."""
    asked = {task.id: task for task in case_tasks.counted(work.session, case.id)}
    held = holding.of_case(work, case)
    lead, since = case.lead_department, case.received_at
    return Counting(work.calendar_of, lead, since, held, asked, case.extra_days)


def with_calendar(work: Work, case: Case) -> list[MovedLimit]:
    """Return which limits of a case a changed calendar moves: none to before what was announced."""
    rows, counting = open_limits(work, case), standing(work, case)
    kept = {row.id for row in counting.kept(rows)}
    return counting.moved([row for row in rows if row.id not in kept])


def open_limits(work: Work, case: Case) -> Sequence[Deadline]:
    """Return the limits of a case that have not ended, as they are stored now."""
    query = select(Deadline).where(Deadline.case_id == case.id, Deadline.state.in_(OPEN))
    ordered = query.order_by(Deadline.due_at, Deadline.id)
    return work.session.scalars(ordered.execution_options(populate_existing=True)).all()


def stored(row: Deadline) -> Dates:
    """Return when a limit ends as it is stored."""
    return Dates(row.due_at, row.due_on, row.state)
