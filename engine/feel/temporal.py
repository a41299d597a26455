"""Reads dates, times and durations from text."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from engine.feel import limits
from engine.feel.values import Months

_TIME = re.compile(
    r"([01][0-9]|2[0-4]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,9}))?"
    r"(?:(Z|z)|([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?|@([A-Za-z_]+(?:/[A-Za-z_+\-0-9]+)*))?",
    re.ASCII,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAYS = re.compile(
    r"(-?)P(?:(\d{1,9})D)?"
    r"(?:T(?=[\d.])(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(?=\.?\d)(\d{0,12})(?:\.(\d{0,9}))?S)?)?",
    re.ASCII,
)
_FIRST = datetime(1, 1, 1, tzinfo=UTC)
_MONTHS = re.compile(r"(-?)P(?:(\d{1,9})Y)?(?:(\d{1,9})M)?", re.ASCII)


def read_date(text: str) -> date | None:
    """Return the date a text says.

    >>> read_date("2026-03-02"), read_date("2026-02-30")
    (datetime.date(2026, 3, 2), None)
    """
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """Return the time of day a text says, with its zone if it has one.

    >>> read_time("09:30:00"), read_time("9:30")
    (datetime.time(9, 30), None)
    """
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    fraction = int((match[4] or "0").ljust(9, "0")) // 1000
    try:
        hour = int(match[1])
        if hour == 24:
            hour = 0 if (match[2], match[3], fraction) == ("00", "00", 0) else hour
        return time(hour, int(match[2]), int(match[3]), fraction, _zone(match))
    except (ValueError, KeyError, OSError):
        return None


def _zone(match: re.Match[str]) -> tzinfo | None:
    if match[5]:
        return UTC
    if match[10]:
        return ZoneInfo(match[10])
    if not match[6]:
        return None
    hours, minutes, seconds = int(match[7]), int(match[8]), int(match[9] or 0)
    if hours > 14:
        raise ValueError(f"no zone is {hours} hours away")
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return timezone(-offset if match[6] == "-" else offset) if offset else UTC


def read_moment(text: str) -> datetime | None:
    """Return the date and time a text says; a date alone is its midnight.

    >>> read_moment("2026-03-02T09:00:00").hour
    9
    """
    day_text, has_time, time_text = text.partition("T")
    day = read_date(day_text)
    if not has_time:
        return datetime.combine(day, time()) if day else None
    clock = read_time(time_text)
    if day is None or clock is None:
        return None
    moment = datetime.combine(day, clock)
    return moment + timedelta(days=1) if time_text.startswith("24") else moment


def read_duration(text: str) -> timedelta | Months | None:
    """Return the duration a text says.

    >>> read_duration("P1DT2H"), read_duration("-P1Y2M"), read_duration("P")
    (datetime.timedelta(days=1, seconds=7200), Months(total=-14), None)
    """
    months = _MONTHS.fullmatch(text)
    if months and (months[2] or months[3]):
        total = 12 * int(months[2] or 0) + int(months[3] or 0)
        return Months(-total if months[1] else total) if total <= 12 * limits.YEARS else None
    days = _DAYS.fullmatch(text)
    if not days or not any(days.group(2, 3, 4, 5, 6)):
        return None
    return _days(days)


def _days(match: re.Match[str]) -> timedelta | None:
    day, hour, minute, second = (int(part or 0) for part in match.group(2, 3, 4, 5))
    micro = int((match[6] or "0").ljust(9, "0")) // 1000
    try:
        length = timedelta(day, second, micro, minutes=minute, hours=hour)
        return -length if match[1] else length
    except OverflowError:
        return None


_READERS: tuple[Callable[[str], Any], ...] = (read_date, read_time, read_moment, read_duration)


def temporal(text: str) -> Any:
    """Return the date, time, moment or duration a text says, or None.

    >>> temporal("2026-03-02"), temporal("P5D"), temporal("soon")
    (datetime.date(2026, 3, 2), datetime.timedelta(days=5), None)
    """
    return next((value for read in _READERS if (value := read(text)) is not None), None)


def midnight_of(day: date) -> datetime:
    """Return a date's midnight; like the date, it is in no zone yet.

    >>> midnight_of(date(2026, 3, 2))
    datetime.datetime(2026, 3, 2, 0, 0)
    """
    return datetime.combine(day, time())


def instant(moment: datetime) -> timedelta:
    """Return how long after the first midnight of all, in UTC, a moment with a zone is.

    Moments of different zones are told apart by it, also where a clock is put back.

    >>> from zoneinfo import ZoneInfo
    >>> instant(datetime(1, 1, 1, 8, tzinfo=ZoneInfo("Asia/Singapore"))) < timedelta(hours=2)
    True
    """
    told = moment.replace(tzinfo=UTC) - _FIRST  # as its clock tells it, whatever the zone
    return told - (moment.utcoffset() or timedelta())


def later(moment: datetime, length: timedelta) -> datetime:
    """Return a moment after a duration; in a zone an hour is one also where clocks are changed.

    Source: DMN 1.5, 10.3.2.3.6 (value_dt).
    """
    if moment.tzinfo is None or moment.tzinfo is UTC:
        return moment + length
    return (moment.astimezone(UTC) + length).astimezone(moment.tzinfo)


def in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return a moment with its zone; without one of its own it is meant in the office's."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone or UTC)
