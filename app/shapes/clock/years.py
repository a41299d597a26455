"""A year of the calendar as somebody sees it: twelve months of days, each with what it is."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.storage.clock import calendar as stored
from app.usecases.calendars.told_days import ToldDay
from app.usecases.work import Work
from engine.rules.calendar import WorkCalendar

EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True)
class SeenDay:
    """A day: whether it counts, why, and who said so if it differs from its weekday.

    :param kind: of what was told; else ``working`` or ``weekend``.
    """

    date: date
    works: bool
    kind: str
    provisional: bool
    told: ToldDay | None


@dataclass(frozen=True)
class SeenMonth:
    """A month as a sheet: weeks from Monday, with nothing where another month begins."""

    number: int
    weeks: Sequence[Sequence[SeenDay | None]]

    @property
    def days(self) -> list[SeenDay]:
        """Return its days in order."""
        return [day for week in self.weeks for day in week if day is not None]

    @property
    def working_days(self) -> int:
        """Return how many of its days count."""
        return sum(day.works for day in self.days)


@dataclass(frozen=True)
class SeenYear:
    """A year for one department, or for the office as a whole."""

    year: int
    department: str | None
    region: str
    version: int
    provisional: bool
    months: Sequence[SeenMonth]
    hours: Sequence[tuple[str, str]]

    @property
    def working_days(self) -> int:
        """Return how many days of the year count."""
        return sum(month.working_days for month in self.months)

    @property
    def exceptional(self) -> list[SeenDay]:
        """Return the days that differ from their weekday."""
        return [day for month in self.months for day in month.days if day.told is not None]


def seen_year(work: Work, year: int, department: str | None) -> SeenYear:
    """Return a year as a department counts it."""
    almanac, calendar = work.almanac, work.calendar_of(department)
    told = almanac.days(department)
    halves = [(f"{opens:%H:%M}", f"{closes:%H:%M}") for opens, closes in calendar.hours.halves]
    return SeenYear(
        year,
        department,
        almanac.region_of(department),
        max((one.version or 0 for one in stored.in_force(work.session)), default=0),
        calendar.provisional(date(year, 7, 1)),
        [_month(calendar, told, year, number) for number in range(1, 13)],
        halves,
    )


def _month(calendar: WorkCalendar, told: dict[date, ToldDay], year: int, number: int) -> SeenMonth:
    sheet = Calendar().monthdatescalendar(year, number)
    return SeenMonth(
        number,
        [
            [_day(calendar, told, day) if day.month == number else None for day in week]
            for week in sheet
        ],
    )


def _day(calendar: WorkCalendar, told: dict[date, ToldDay], day: date) -> SeenDay:
    works, known = calendar.is_working_day(day), told.get(day)
    if known is not None:
        kind = known.kind
    elif works or day.weekday() >= 5:
        kind = "working" if works else "weekend"
    else:
        kind = "statutory_holiday"  # one that is fixed by law, in a year without a table
    return SeenDay(day, works, kind, calendar.provisional(day), known)
