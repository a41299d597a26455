"""What cannot be in the table of a year: all contradictions at once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from app.usecases.calendars.reading import FIXED, Told
from engine.errors import Fault
from engine.rules.holidays import ExceptionalDay

FESTIVALS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
"""What every yearly notice names."""
AROUND = timedelta(days=7)
"""A notice also names days of the week before and after its year: bridges at New Year."""
WHOLE = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""The statutory holidays of every year that a table must tell to be whole."""
_SATURDAY = 5


def faults(year: int, told: Sequence[Told]) -> Iterator[Fault]:
    """Yield everything that contradicts itself, the law or the year in a table.

    Source: State Council decree on public holidays, Art. 2; facts D-02, D-25.
    """
    if told and not any(one.day.date.year == year for one in told):
        message = "The file tells nothing of %(year)s, the year it is to be for."
        yield Fault("year", "calendar.year_missing", message, {"year": year})
        return
    yield from _each(year, told)
    yield from _twice(told)
    yield from _missing(year, (one.day for one in told))


def unnamed(names: Iterable[str]) -> list[str]:
    """Return the festivals that no day is named after: allowed, but worth a second look."""
    named = "".join(names)
    return [festival for festival in FESTIVALS if festival not in named]


def _each(year: int, told: Sequence[Told]) -> Iterator[Fault]:
    first, last = date(year, 1, 1) - AROUND, date(year, 12, 31) + AROUND
    for one in told:
        day, params = one.day.date, {"day": one.day.date.isoformat(), "year": year}
        if not first <= day <= last:
            message = "%(day)s does not belong to %(year)s; import each year by itself."
            yield Fault(one.place, "calendar.other_year", message, params)
        if one.day.kind != "makeup_workday":
            continue
        if (day.month, day.day) in FIXED:
            message = "%(day)s is a statutory holiday; it cannot be a working day."
            yield Fault(one.place, "calendar.holiday_worked", message, params)
        elif day.weekday() < _SATURDAY:
            message = "%(day)s is a working day anyway: a make-up day is a Saturday or a Sunday."
            yield Fault(one.place, "calendar.makeup_on_weekday", message, params)


def _twice(told: Sequence[Told]) -> Iterator[Fault]:
    known: dict[date, str] = {}
    for one in told:
        if (before := known.setdefault(one.day.date, one.place)) is not one.place:
            message = "%(day)s was told already, at %(place)s."
            params = {"day": one.day.date.isoformat(), "place": before}
            yield Fault(one.place, "calendar.twice", message, params)


def _missing(year: int, days: Iterable[ExceptionalDay]) -> Iterator[Fault]:
    holidays = {day.date for day in days if day.kind == "statutory_holiday"}
    for month, number in WHOLE:
        if (day := date(year, month, number)) not in holidays:
            message = (
                "%(day)s is missing as a statutory holiday: the table of the year is not whole."
            )
            yield Fault("year", "calendar.not_whole", message, {"day": day.isoformat()})
