"""All calendars of the office at one version: the notices, and what is decided over them."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from app.storage.clock.calendar import (
    HOURS,
    KEEP,
    LIFTED,
    OUTAGE,
    OVERRIDE,
    REGIONS,
    CalendarChange,
)
from app.usecases.calendars.told_days import ToldDay, days_of, of_notices
from engine.rules.calendar import WorkCalendar
from engine.rules.holidays import DayKind, ExceptionalDay
from engine.rules.layers import Layer, composed
from engine.rules.openings import OfficeHours, Outage
from engine.rules.regions import stem, within

NEWEST = 2**31
"""A change that is only proposed comes after all that are in force."""


class Almanac:
    """The calendars of the whole office and of each department, composed once and kept.

    Over the notices lie the decisions of the office, then of a region, the wider before the
    narrower, then of the department; over all of them declared outages. Of two that say
    something about the same day the later one holds.
    """

    def __init__(self, changes: Sequence[CalendarChange]) -> None:
        self._changes = changes
        self._kept: dict[tuple[int, ...], Almanac] = {}
        lifted = {one.content["change"] for one in changes if one.kind == LIFTED}
        standing = [one for one in changes if one.id not in lifted]
        self.regions: dict[str, str] = {}
        for one in standing:
            if one.kind == REGIONS:
                self.regions.update(one.content["regions"])
        self._keeping = [one for one in changes if one.running == KEEP]
        self.years, self._told = of_notices(standing)
        self.decided = [one for one in standing if one.kind in {OVERRIDE, OUTAGE, HOURS}]
        self._made: dict[tuple[int, ...], WorkCalendar] = {}
        self._by_department: dict[str | None, WorkCalendar] = {}

    def known_to(self, since: datetime) -> "Almanac":
        """Return the calendars by which what began at a moment counts.

        Changes applied later let it keep its dates, where that was decided.
        """
        later = [one for one in self._keeping if one.decided_at and one.decided_at > since]
        if not later:
            return self
        key = tuple(one.id for one in later)
        if key not in self._kept:
            self._kept[key] = Almanac([one for one in self._changes if one not in later])
        return self._kept[key]

    def counted_by(
        self, digest: str, department: str | None, since: datetime | None = None
    ) -> WorkCalendar:
        """Return the newest calendar of this digest, for what was counted by it and is over.

        :param digest: the ``WorkCalendar.version`` by which it was counted; where no version of
            the calendar has it, today's holds.
        """
        for number in range(len(self._changes), 0, -1):
            then = Almanac(self._changes[:number]) if number < len(self._changes) else self
            calendar = (then.known_to(since) if since else then).of(department)
            if calendar.version == digest:
                return calendar
        return (self.known_to(since) if since else self).of(department)

    def region_of(self, department: str | None) -> str:
        """Return the region a department lies in: its own, or that of the office."""
        return self.regions.get(department or "") or self.regions.get("", "")

    def of(self, department: str | None) -> WorkCalendar:
        """Return the calendar a department counts by; without one, that of the office.

        Departments for which nothing of their own is decided share one value.
        """
        if department not in self._by_department:
            about = self.about(department)
            key = tuple(one.id for one in about)
            if key not in self._made:
                self._made[key] = composed(self._national(), [_layer(one) for one in about])
            self._by_department[department] = self._made[key]
        return self._by_department[department]

    def by_notices(self) -> WorkCalendar:
        """Return the calendar of the yearly notices alone, without anything decided here."""
        return composed(self._national(), [])

    def days(self, department: str | None = None, region: str | None = None) -> dict[date, ToldDay]:
        """Return every day that differs from its weekday there, with who said so."""
        told = dict(self._told)
        for one in sorted(self.about(department, region), key=lambda one: one.kind == OUTAGE):
            told.update((day.date, day) for day in days_of(one))
        return told

    def about(
        self, department: str | None = None, region: str | None = None
    ) -> Sequence[CalendarChange]:
        """Return what is decided for a department, what is said for fewer after the rest.

        :param region: to ask for a region instead.
        """
        region = region or self.region_of(department)
        about = [one for one in self.decided if _holds(one, department, region)]
        return sorted(about, key=lambda one: (*_narrowness(one), one.version or NEWEST))

    def _national(self) -> list[ExceptionalDay]:
        return [_plain(day, day.kind) for day in self._told.values()]


def _holds(change: CalendarChange, department: str | None, region: str) -> bool:
    if change.department is not None:
        return change.department == department
    return change.region is None or within(region, change.region)


def _narrowness(change: CalendarChange) -> tuple[bool, int]:
    return change.department is not None, len(stem(change.region or ""))


def _layer(change: CalendarChange) -> Layer:
    """Return what a decision says; that it holds here was asked before."""
    said = change.content
    if change.kind == HOURS:
        halves = [(time.fromisoformat(a), time.fromisoformat(b)) for a, b in said["halves"]]
        return Layer(hours=OfficeHours(tuple(halves)))
    if change.kind == OUTAGE:
        first, last = date.fromisoformat(said["from"]), date.fromisoformat(said["to"])
        return Layer(outages=(Outage(first, last, said["name"]),))
    kind: DayKind = "makeup_workday" if said["works"] else "rest"
    return Layer(days=tuple(_plain(day, kind) for day in days_of(change)))


def _plain(day: ToldDay, kind: Any) -> ExceptionalDay:
    return ExceptionalDay(day.date, kind, day.name, day.source)
