"""Days that differ from their weekday, as notices and decisions tell them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.storage.clock.calendar import NOTICE, OUTAGE, OVERRIDE, CalendarChange


@dataclass(frozen=True)
class ToldDay:
    """A day that differs from its weekday, and who said so.

    :param kind: ``statutory_holiday | rest | makeup_workday`` of a notice, ``local_workday |
        local_rest`` of an override, ``outage``.
    :param change: the id of the change that told it.
    """

    date: date
    kind: str
    name: str
    source: str
    change: int

    @property
    def works(self) -> bool:
        """Whether the office is open although, or because, it is this day."""
        return self.kind in {"makeup_workday", "local_workday"}


def of_notices(changes: Sequence[CalendarChange]) -> tuple[frozenset[int], dict[date, ToldDay]]:
    """Return the years told whole, and their days: a notice replaces the years it tells."""
    years: set[int] = set()
    told: dict[date, ToldDay] = {}
    for one in changes:
        if one.kind != NOTICE:
            continue
        whole = set(one.content["years"])
        years |= whole
        told = {day: kept for day, kept in told.items() if day.year not in whole}
        told.update((day.date, day) for day in days_of(one))
    return frozenset(years), told


def days_of(change: CalendarChange) -> Iterator[ToldDay]:
    """Return the days that one notice, override or outage tells."""
    said = change.content
    if change.kind == NOTICE:
        for day, kind, name, source in said["days"]:
            yield ToldDay(date.fromisoformat(day), kind, name, source, change.id)
    elif change.kind in {OVERRIDE, OUTAGE}:
        day, last = date.fromisoformat(said["from"]), date.fromisoformat(said["to"])
        while day <= last:
            yield ToldDay(day, _kind(change), said["name"], change.source, change.id)
            day += timedelta(days=1)


def _kind(change: CalendarChange) -> str:
    if change.kind == OUTAGE:
        return "outage"
    return "local_workday" if change.content["works"] else "local_rest"
