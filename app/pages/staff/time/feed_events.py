"""Limits as events of a calendar: what, of which case, and nothing about persons."""

from collections.abc import Iterable
from datetime import timedelta

from flask import url_for
from flask_babel import gettext
from icalendar import Calendar, Event

from app.pages.showing import labelled
from app.pages.words import word
from app.shapes.due_soon import SeenDue
from app.storage.deadlines import PAUSED, Deadline
from engine.rules.deadlines import last_day

WHOLE_DAYS = {"working_days", "natural_days", "months"}
"""Units of limits that end with their last day, not at a moment of it."""


def document(rows: Iterable[SeenDue]) -> bytes:
    """Return limits as an iCalendar document; the same limits give the same bytes.

    Source: RFC 5545.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Lianshen//Limits//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", gettext("Limits of my tasks"))
    for seen in rows:
        calendar.add_component(_event(seen))
    return calendar.to_ical()


def _event(seen: SeenDue) -> Event:
    limit, changed = seen.limit, seen.limit.moved_at or seen.limit.from_at
    event = Event()
    event.add("uid", f"{limit.id}@lianshen")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", _sequence(limit))
    if limit.rule_kind in WHOLE_DAYS:
        event.add("dtstart", last_day(limit.due_at))
        event.add("dtend", last_day(limit.due_at) + timedelta(days=1))
    else:
        event.add("dtstart", limit.due_at)
    event.add("summary", _title(seen))
    event.add("description", _about(seen))
    event.add("transp", "TRANSPARENT")
    if seen.task is not None:
        event.add("url", url_for("pages.tasks.show", task_id=seen.task.id, _external=True))
    return event


def _sequence(limit: Deadline) -> int:
    """Return a number that grows with every move: the seconds from the start to the last one."""
    if limit.moved_at is None:
        return 0
    return max(1, int((limit.moved_at - limit.from_at).total_seconds()))


def _title(seen: SeenDue) -> str:
    """Return what a day of the calendar says: what ends, of which case, and what is not certain."""
    step = labelled(seen.task, "name") if seen.task else word(seen.limit.kind, "limit")
    marks = []
    if seen.limit.state == PAUSED:
        marks.append(gettext("Clock stopped"))
    if seen.limit.provisional:
        marks.append(gettext("provisional"))
    marked = "".join(f"（{mark}）" for mark in marks)
    return f"{marked}{step} {seen.case.number}"


def _about(seen: SeenDue) -> str:
    return f"{word(seen.limit.kind, 'limit')} · {labelled(seen.case.item, 'name')}"
