"""The yearly notice as a file: CSV in our columns, or an iCalendar with whole days."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, get_args

from engine.errors import Fault, Invalid
from engine.rules.holidays import DayKind, ExceptionalDay

LARGEST = 256 * 1024
"""Bytes of a file: a year has at most a few dozen exceptional days."""
LONGEST_EVENT = 31
COLUMNS = ("date", "kind", "name", "source")
KINDS: dict[str, DayKind] = {kind: kind for kind in get_args(DayKind)} | {
    "法定节假日": "statutory_holiday",
    "调休休息日": "rest",
    "调休上班日": "makeup_workday",
}
FIXED = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
"""The holidays the decree fixes by solar date: statutory even where a file does not say so."""


@dataclass(frozen=True)
class Told:
    """A day as a file tells it, and where."""

    place: str
    day: ExceptionalDay


@dataclass(frozen=True)
class File:
    """A file as it was sent.

    :param source: the notice with its document number, for what tells none itself.
    """

    name: str
    content: bytes
    source: str = ""


def read(file: File) -> tuple[list[Told], list[Fault]]:
    """Return the days a file tells, and every place in it that cannot be read.

    :raises Invalid: it is too large, not in UTF-8, or neither CSV nor iCalendar.
    """
    text = _text(file)
    told = _events(text, file.source) if "BEGIN:VCALENDAR" in text else _lines(text, file.source)
    days: list[Told] = []
    faults: list[Fault] = []
    for one in told:
        if isinstance(one, Told):
            days.append(one)
        else:
            faults.append(one)
    if not days and not faults:
        faults.append(Fault("", "calendar.no_days", "The file tells no day."))
    return days, faults


def _text(file: File) -> str:
    if len(file.content) > LARGEST:
        message = "The file is larger than %(most)s KB; a calendar of one year is much smaller."
        fault = Fault("file", "calendar.too_large", message, {"most": LARGEST // 1024})
        raise Invalid("calendar.unreadable", "The calendar cannot be read.", [fault])
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        fault = Fault("file", "calendar.not_utf8", "The file is not in UTF-8; save it as UTF-8.")
        raise Invalid("calendar.unreadable", "The calendar cannot be read.", [fault]) from error


def _lines(text: str, source: str) -> Iterator[Told | Fault]:
    rows = csv.DictReader(text.splitlines())
    if missing := [name for name in COLUMNS[:3] if name not in (rows.fieldnames or ())]:
        message = "The first line names the columns date, kind, name, source; missing: %(columns)s."
        told = Fault("line 1", "calendar.columns", message, {"columns": ", ".join(missing)})
        raise Invalid("calendar.unreadable", "The calendar cannot be read.", [told])
    for number, row in enumerate(rows, start=2):
        yield from _line(f"line {number}", row, source)


def _line(place: str, row: dict[str, Any], source: str) -> Iterator[Told | Fault]:
    said = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    day, kind = _day(said["date"]), KINDS.get(said["kind"])
    if day is None:
        message = "“%(value)s” is no date; write it like 2027-01-01."
        yield Fault(place, "calendar.date", message, {"value": said["date"]})
    if kind is None:
        message = "“%(value)s” is none of statutory_holiday, rest, makeup_workday."
        yield Fault(place, "calendar.kind", message, {"value": said["kind"]})
    if not said["name"]:
        yield Fault(place, "calendar.no_name", "The name of the holiday is missing.")
    if not (said["source"] or source):
        yield Fault(place, "calendar.no_source", "The notice that says so is missing.")
    if day and kind and said["name"] and (said["source"] or source):
        yield Told(place, ExceptionalDay(day, kind, said["name"], said["source"] or source))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2027-01-01") else None
    except ValueError:
        return None


def _events(text: str, source: str) -> Iterator[Told | Fault]:
    from icalendar import Calendar  # once a year, in one process

    try:
        events = Calendar.from_ical(text).walk("VEVENT")
    except ValueError as error:
        fault = Fault("file", "calendar.not_ics", "This is no iCalendar file.")
        raise Invalid("calendar.unreadable", "The calendar cannot be read.", [fault]) from error
    for number, event in enumerate(events, start=1):
        yield from _event(f"event {number}", event, source)


def _event(place: str, event: Any, source: str) -> Iterator[Told | Fault]:
    first, name = _whole_day(event, "DTSTART"), str(event.get("SUMMARY", "")).strip()
    after = _whole_day(event, "DTEND") if "DTEND" in event else first and first + timedelta(1)
    if first is None or after is None or "RRULE" in event:
        message = "An event is one or several whole days: DTSTART;VALUE=DATE, and no RRULE."
        yield Fault(place, "calendar.event", message)
    elif not 1 <= (after - first).days <= LONGEST_EVENT:
        message = "An event ends after it starts, and within %(most)s days."
        yield Fault(place, "calendar.event_length", message, {"most": LONGEST_EVENT})
    elif not name:
        yield Fault(place, "calendar.no_name", "The name of the holiday is missing.")
    elif not source:
        yield Fault(place, "calendar.no_source", "The notice that says so is missing.")
    else:
        for offset in range((after - first).days):
            day = first + timedelta(days=offset)
            kind = _kind(day, name, _categories(event))
            yield Told(place, ExceptionalDay(day, kind, _bare(name), source))


def _whole_day(event: Any, name: str) -> date | None:
    said = getattr(event.get(name), "dt", None)
    return said if isinstance(said, date) and not isinstance(said, datetime) else None


def _categories(event: Any) -> set[str]:
    told = event.get("CATEGORIES")
    each = told if isinstance(told, list) else [told] if told is not None else []
    return {str(one) for group in each for one in getattr(group, "cats", ())}


def _kind(day: date, name: str, categories: set[str]) -> DayKind:
    """Return what an event means: as it is filed, else 班 in its name is a day of work."""
    for category in categories:
        if category in KINDS:
            return KINDS[category]
    if "班" in name:
        return "makeup_workday"
    return "statutory_holiday" if (day.month, day.day) in FIXED else "rest"


def _bare(name: str) -> str:
    """Return a name without what calendars of telephones add to it.

    >>> _bare("春节 补班"), _bare("国庆节（休）"), _bare("元旦假期")
    ('春节', '国庆节', '元旦')
    """
    bare = name.split()[0]
    for added in ("（休）", "（班）", "(休)", "(班)", "假期", "补班", "上班"):
        bare = bare.removesuffix(added)
    return bare or name
