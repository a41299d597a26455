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


def calendar_of(days: Iterable[ExceptionalDay]) -> WorkCalendar:
    """Return the calendar these days make; a year with a holiday of its own counts as published.

    >>> day = ExceptionalDay(date(2026, 1, 1), "statutory_holiday", "元旦", "notice")
    >>> calendar_of([day]).provisional(date(2026, 7, 1))
    False
    """
    told = tuple(days)
    years = {day.date.year for day in told if day.kind == "statutory_holiday"}
    return WorkCalendar({day.date: day.kind == "makeup_workday" for day in told}, years)


def _day(row: dict[str, str]) -> ExceptionalDay | None:
    try:
        day = date.fromisoformat(row["date"])
        kind = next(kind for kind in get_args(DayKind) if kind == row["kind"])
        name, source = row["name"].strip(), row["source"].strip()
    except (KeyError, ValueError, AttributeError, StopIteration):
        return None
    return ExceptionalDay(day, kind, name, source) if source else None
