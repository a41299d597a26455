"""The virtual clock of a story: the moment, the pauses, and when limits pass."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from engine.change import Change, Milestone, OpenTask, Timer
from engine.rules import pauses as standing
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE, due_at, last_day
from engine.rules.durations import Duration
from engine.rules.pauses import Pause
from engine.rules.timers import PERIODS, Rule

_WORKING_DAYS = re.compile(r"([0-9]{1,4})wd")
_PERIOD = re.compile(r"([a-z]+)\(([0-9]{1,5})\)")
_UNITS = {name: unit for unit, name in PERIODS.items()}


class Clock:
    """Where a story is in time.

    ``pauses`` are by their reason: a word of the story, or the id of a task that stops the
    clock while it is open.
    """

    def __init__(self, start: datetime, calendar: WorkCalendar) -> None:
        self.received = self.completed = self.now = start
        self.calendar = calendar
        self.pauses: list[tuple[str, Pause]] = []
        self.milestones: dict[str, date] = {}
        self._stopping: set[str] = set()

    def after(self, wait: str) -> datetime:
        """Return the moment a wait is over: just past the last of so many working days.

        :raises Invalid: it is neither ``<n>wd``, nor a period as diagrams write it, such as
            ``workhours(4)``, nor an ISO duration.
        """
        if match := _WORKING_DAYS.fullmatch(wait):
            rule = Rule("working_days", match[1])
        elif (match := _PERIOD.fullmatch(wait)) and match[1] in _UNITS:
            rule = Rule(_UNITS[match[1]], match[2])
        else:
            return Duration.parse(wait).after(self.now)
        return due_at(rule, self.now, self.calendar).astimezone(OFFICE_ZONE)

    def complete(self) -> None:
        """Note that the materials are complete as of now."""
        self.completed = self.now

    def pause(self, reason: str) -> None:
        """Let the clock stand."""
        self.pauses.append((reason, Pause(self.now.date())))

    def resume(self, reason: str | None = None) -> None:
        """Let the clock go on; without a reason, whatever made it stand."""
        today = self.now.date()
        self.pauses = [
            (why, Pause(one.start, today) if one.end is None and reason in (None, why) else one)
            for why, one in self.pauses
        ]

    def stands(self) -> bool:
        """Return whether it stands."""
        return any(pause.end is None for _, pause in self.pauses)

    def due(self, timer: Timer) -> datetime | None:
        """Return when a limit passes; ``None`` while nobody can know."""
        if not timer.follows_clock:
            return due_at(timer.rule, timer.from_, self.calendar).astimezone(OFFICE_ZONE)
        if self.stands():
            return None
        spent = tuple(pause for _, pause in self.pauses)
        return due_at(timer.rule, timer.from_, self.calendar, spent).astimezone(OFFICE_ZONE)

    def dates(
        self,
        item: Mapping[str, Any],
        asked: Iterable[OpenTask],
        opened: Mapping[str, datetime],
    ) -> dict[str, date]:
        """Return days by name, see ``Played.dates``.

        :param opened: when the open tasks were opened, by id.
        """
        days = dict(self.milestones)
        for task in asked:
            if task.limit:
                days[task.step] = self._last_day(opened[task.id], task.limit)
        if accepted := self.milestones.get("accepted"):
            for name in ("statutory", "promised"):
                if limit := item.get(f"{name}_days"):
                    from_ = datetime.combine(accepted, time(), OFFICE_ZONE)
                    days[name] = self._last_day(from_, Rule("working_days", str(limit)))
        return days

    def _last_day(self, from_: datetime, limit: Rule) -> date:
        """Return the last day in time, as if a pause that lasts ended today."""
        spent = standing.closed((pause for _, pause in self.pauses), self.now.date())
        return last_day(due_at(limit, from_, self.calendar, spent))

    def note(self, change: Change, open_tasks: Iterable[OpenTask]) -> None:
        """Take in what a move did: milestones, and tasks that stop the clock."""
        for milestone in change.milestones:
            self.milestones.setdefault(milestone.kind, self._day(milestone))
        stopping = {task.id for task in open_tasks if task.settings.get("clock") == "pause"}
        for task_id in sorted(self._stopping - stopping):
            self.resume(task_id)
        for task_id in sorted(stopping - self._stopping):
            self.pause(task_id)
        self._stopping = stopping

    def _day(self, milestone: Milestone) -> date:
        days = {"receipt": self.received, "completion": self.completed, "now": self.now}
        return days[milestone.as_of].date()
