"""The table of exceptional days that an office publishes, read from a CSV file."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from engine.errors import Fault, Invalid
from engine.rules.calendar import WorkCalendar

DayKind = Literal["statutory_holiday", "rest", "makeup_workday"]


@dataclass(frozen=True)
class ExceptionalDay:
    """A day that does not follow its weekday.

    :param kind: ``statutory_holiday`` by decree, ``rest`` swapped in by a yearly notice,
        ``makeup_workday`` worked for it.
    :param source: the notice that says so.
    """

    date: date
    kind: DayKind
    name: str
    source: str


def read(text: str) -> tuple[ExceptionalDay, ...]:
    """Read a table with the columns ``date,kind,name,source``.

    :raises Invalid: with every line that has an unreal date, an unknown kind, no source, or
        a date that another line has already.

    >>> read("date,kind,name,source\\n2026-02-14,makeup_workday,春节,notice\\n")[0].kind
    'makeup_workday'
    """
    days: dict[date, ExceptionalDay] = {}
    faults = []
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        day = _day(row)
        if day is None or day.date in days:
            faults.append(Fault(f"line {number}", "calendar.line", "This line is not a new day."))
        else:
            days[day.date] = day
    if faults or not days:
        raise Invalid("calendar.unreadable", "The calendar cannot be read.", faults)
    return tuple(days.values())


def published_years(days: Iterable[ExceptionalDay]) -> frozenset[int]:
    """Return the years whose table is whole: it tells New Year's Day and National Day.

    A notice also names single days of the next year; that does not make the next year known.

    >>> swapped = ExceptionalDay(date(2027, 1, 2), "rest", "元旦", "notice of 2026")
    >>> published_years([swapped])
    frozenset()
    """
    told = {day.date for day in days if day.kind == "statutory_holiday"}
    years = {day.year for day in told}
    return frozenset(y for y in years if {date(y, 1, 1), date(y, 10, 1)} <= told)


def calendar_of(days: Iterable[ExceptionalDay]) -> WorkCalendar:
    """Return the calendar these days make; a year without a whole table stays provisional.

    >>> names = [(date(2026, 1, 1), "元旦"), (date(2026, 10, 1), "国庆节")]
    >>> told = [ExceptionalDay(day, "statutory_holiday", name, "notice") for day, name in names]
    >>> calendar_of(told).provisional(date(2026, 7, 1))
    False
    """
    told = tuple(days)
    exceptions = {day.date: day.kind == "makeup_workday" for day in told}
    names = {day.date: day.name for day in told}
    return WorkCalendar(exceptions, published_years(told), names=names)


def _day(row: dict[str, str]) -> ExceptionalDay | None:
    try:
        day = date.fromisoformat(row["date"])
        kind = next(kind for kind in get_args(DayKind) if kind == row["kind"])
        name, source = row["name"].strip(), row["source"].strip()
    except (KeyError, ValueError, AttributeError, StopIteration):
        return None
    return ExceptionalDay(day, kind, name, source) if source else None
