"""Calendar time as files write it: ISO 8601 durations and moments, with bounds."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Self

from engine.errors import Invalid

_DURATION = re.compile(
    r"P(?!$)(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?!$)(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})S)?)?"
)
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{5,8}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_MONTHS = 120
_TIME = timedelta(days=3660)


@dataclass(frozen=True)
class Duration:
    """A span of calendar time: months keep the day of the month, the rest is exact."""

    months: int
    time: timedelta

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISO 8601 duration such as ``P5D`` or ``PT1H30M``.

        :raises Invalid: it is not one (or has fractions or a sign), is zero, or is longer than
            ten years.

        >>> Duration.parse("P1M")
        Duration(months=1, time=datetime.timedelta(0))
        """
        match = _DURATION.fullmatch(text)
        if match is None:
            message = "“%(value)s” is not a duration such as P5D or PT2H."
            raise Invalid("timer.unreadable", message, value=text)
        years, months, weeks, days, hours, minutes, seconds = (
            int(part or 0) for part in match.groups()
        )
        time = timedelta(days=7 * weeks + days, hours=hours, minutes=minutes, seconds=seconds)
        span = cls(12 * years + months, time)
        if not (span.months or span.time) or span.months > _MONTHS or span.time > _TIME:
            message = "A duration is above zero and at most ten years, not “%(value)s”."
            raise Invalid("timer.out_of_bounds", message, value=text)
        return span

    def after(self, moment: datetime) -> datetime:
        """Return the moment this long after another, in the zone of that moment.

        >>> Duration.parse("P1M").after(datetime(2026, 1, 31, tzinfo=UTC)).date()
        datetime.date(2026, 2, 28)
        """
        return datetime.combine(add_months(moment.date(), self.months), moment.timetz()) + self.time

    def times(self, number: int) -> Self:
        """Return so many of it, one after the other."""
        return replace(self, months=number * self.months, time=number * self.time)


def add_months(day: date, months: int) -> date:
    """Return the corresponding day some months later, or the last day of a shorter month.

    Source: Civil Code, Art. 202.

    >>> add_months(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def instant(text: str) -> datetime:
    """Read an RFC 3339 moment as UTC.

    :raises Invalid: it is not a real moment, or says no zone.

    >>> instant("2026-03-31T00:00:00+08:00").isoformat()
    '2026-03-30T16:00:00+00:00'
    """
    try:
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        pass  # told below, like every other text that is no moment
    message = "“%(value)s” is not a moment with its zone, such as 2026-03-31T09:00:00+08:00."
    raise Invalid("timer.unreadable", message, value=text)
