"""Which days an office works, so that limits can be counted."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta

from engine.rules.openings import USUAL_HOURS, OfficeHours, Outage

_DAY = timedelta(days=1)
_SATURDAY = 5
_FIXED = {(1, 1): 2000, (5, 1): 2008, (5, 2): 2025, (10, 1): 2000, (10, 2): 2000, (10, 3): 2000}
"""Holidays the decree fixes by solar date, with the year since when each is one."""


class WorkCalendar:
    """The working days of one office; a value that never changes.

    :param exceptions: the days that do not follow their weekday; ``True`` for a make-up
        working day, ``False`` for a day off.
    :param years: the years whose table is published and complete. In any other year days
        follow weekends and the holidays that have a fixed date, and are *provisional*.
    :param names: what the exceptional days are called, e.g. ``国庆节``.
    :param outages: days that do not count because the office declared that it could not work.

    Source: Administrative Licensing Law, Art. 82; State Council decree on public holidays,
    Art. 2 (the fixed dates); facts D-02, D-25.

    >>> calendar = WorkCalendar({date(2026, 2, 14): True}, [2026])
    >>> calendar.add(date(2026, 2, 13), 1)
    datetime.date(2026, 2, 14)
    >>> calendar.why(date(2027, 1, 1))
    'provisional_holiday'
    """

    def __init__(
        self,
        exceptions: Mapping[date, bool] | None = None,
        years: Collection[int] = (),
        *,
        names: Mapping[date, str] | None = None,
        hours: OfficeHours = USUAL_HOURS,
        outages: Iterable[Outage] = (),
    ) -> None:
        self._exceptions, self._names = dict(exceptions or {}), dict(names or {})
        self._known = frozenset(years)
        self.hours = hours
        self.outages = tuple(sorted(outages, key=lambda one: (one.first, one.last, one.name)))
        self._out = {day: one.name for one in self.outages for day in one.days()}
        self._working = _Years(self.is_working_day)
        self.version = self._digest()

    def is_working_day(self, day: date) -> bool:
        """Whether the office is open on this day."""
        return self._exceptions.get(day, self._by_rule(day)) and day not in self._out

    def provisional(self, day: date) -> bool:
        """Whether the day's year has no published table yet, so that its answer may change."""
        return day.year not in self._known

    def why(self, day: date) -> str:
        """Say why a day counts or not.

        :returns: ``outage``; or ``working | weekend | holiday | makeup``, with
            ``provisional_`` before it where the table of the year is not published.
        """
        if day in self._out and self._exceptions.get(day, self._by_rule(day)):
            return "outage"
        prefix = "provisional_" if self.provisional(day) else ""
        if day in self._exceptions:
            return prefix + ("makeup" if self._exceptions[day] else "holiday")
        if self.provisional(day) and _fixed_holiday(day):
            return prefix + "holiday"
        return prefix + ("weekend" if day.weekday() >= _SATURDAY else "working")

    def name(self, day: date) -> str:
        """Return what the holiday, make-up day or outage of a day is called, or nothing."""
        return self._out.get(day) or self._names.get(day, "")

    def add(self, day: date, working_days: int) -> date:
        """Return the n-th working day after a day, which is not itself counted.

        :param working_days: at least 1.
        :raises ValueError: ``working_days`` is below 1.

        >>> WorkCalendar({}, [2026]).add(date(2026, 3, 2), 20)
        datetime.date(2026, 3, 30)
        """
        if working_days < 1:
            raise _too_few(working_days)
        year, days = day.year, self._working[day.year]
        place = bisect_right(days, day) + working_days - 1
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self._working[year]
        return days[place]

    def subtract(self, day: date, working_days: int) -> date:
        """Return the n-th working day before a day, which is not itself counted.

        :param working_days: at least 1.
        :raises ValueError: ``working_days`` is below 1.

        >>> WorkCalendar({}, [2026]).subtract(date(2026, 3, 9), 1)
        datetime.date(2026, 3, 6)
        """
        if working_days < 1:
            raise _too_few(working_days)
        year, days = day.year, self._working[day.year]
        place = bisect_left(days, day) - working_days
        while place < 0:
            year -= 1
            days = self._working[year]
            place += len(days)
        return days[place]

    def between(self, after: date, until: date) -> int:
        """Count the working days in the half-open interval (after, until]; negative when reversed.

        >>> WorkCalendar({}, [2026]).between(date(2026, 3, 6), date(2026, 3, 9))
        1
        """
        if until < after:
            return -self.between(until, after)
        counted = bisect_right(self._working[until.year], until)
        counted -= bisect_right(self._working[after.year], after)
        for year in range(after.year, until.year):
            counted += len(self._working[year])
        return counted

    def roll(self, day: date) -> date:
        """Return the day itself if it is a working day, otherwise the next one.

        Source: Civil Code, Art. 203 (a period that ends on a rest day).
        """
        return day if self.is_working_day(day) else self.add(day, 1)

    def _digest(self) -> str:
        days = sorted(
            (day.isoformat(), works, self._names.get(day, ""))
            for day, works in self._exceptions.items()
        )
        told = repr((days, sorted(self._known), self.hours, self.outages))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def _by_rule(self, day: date) -> bool:
        if self.provisional(day) and _fixed_holiday(day):
            return False
        return day.weekday() < _SATURDAY


class _Years(dict[int, list[date]]):
    """The working days of each year in order: counted once, then looked up."""

    def __init__(self, works: Callable[[date], bool]) -> None:
        super().__init__()
        self._works = works

    def __missing__(self, year: int) -> list[date]:
        self[year] = days = [day for day in _days_of(year) if self._works(day)]
        return days


def _fixed_holiday(day: date) -> bool:
    return _FIXED.get((day.month, day.day), day.year + 1) <= day.year


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += _DAY


def _too_few(working_days: int) -> ValueError:
    return ValueError(f"count at least 1 working day, not {working_days}")
