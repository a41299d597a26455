"""What regions and departments say differently, composed with the national table."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.rules.calendar import WorkCalendar
from engine.rules.holidays import ExceptionalDay, published_years
from engine.rules.openings import USUAL_HOURS, OfficeHours, Outage


@dataclass(frozen=True)
class Layer:
    """What holds for everybody, or only for a region, a department, or a department there.

    :param region: the code of the region it is for; ``None`` for every one.
    :param department: the code of the department it is for; ``None`` for every one.
    :param hours: the office hours there, where they differ.
    """

    region: str | None = None
    department: str | None = None
    days: tuple[ExceptionalDay, ...] = ()
    hours: OfficeHours | None = None
    outages: tuple[Outage, ...] = ()

    def concerns(self, region: str | None, department: str | None) -> bool:
        """Whether it holds for a department of a region."""
        return self.region in (None, region) and self.department in (None, department)


def composed(
    national: Iterable[ExceptionalDay],
    layers: Iterable[Layer],
    region: str | None = None,
    department: str | None = None,
) -> WorkCalendar:
    """Return the calendar of one department of one region.

    What is said for fewer wins: a department over a region, a region over everybody, and of
    two alike the later one. Outages add up. Which years are known, the national table says.

    Source: State Council decree on public holidays, Art. 4 (regional holidays); facts D-02.

    >>> from datetime import date
    >>> rest = ExceptionalDay(date(2026, 4, 16), "rest", "三月三", "notice of the region")
    >>> there = Layer(region="450000", days=(rest,))
    >>> composed([], [there], "450000").is_working_day(rest.date)
    False
    >>> composed([], [there], "110000").is_working_day(rest.date)
    True
    """
    told = tuple(national)
    concerned = [layer for layer in layers if layer.concerns(region, department)]
    concerned.sort(key=lambda layer: (layer.department is not None, layer.region is not None))
    days = {day.date: day for day in told}
    days.update({day.date: day for layer in concerned for day in layer.days})
    hours = [layer.hours for layer in concerned if layer.hours is not None]
    return WorkCalendar(
        {day.date: day.kind == "makeup_workday" for day in days.values()},
        published_years(told),
        names={day.date: day.name for day in days.values()},
        hours=hours[-1] if hours else USUAL_HOURS,
        outages=[outage for layer in concerned for outage in layer.outages],
    )
