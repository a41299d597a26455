"""Limits and meetings as events of a calendar: what, of which case, nothing about persons."""

from collections.abc import Iterable
from datetime import timedelta

from flask import url_for
from flask_babel import gettext
from icalendar import Calendar, Event

from app.pages.showing import labelled
from app.pages.words import word
from app.shapes.desk.due_soon import SeenDue
from app.storage.case.cases import Case
from app.storage.clock.deadlines import PAUSED, Deadline
from app.storage.joint.meetings import CLOSED, PLANNED, Meeting
from engine.rules.deadlines import last_day

WHOLE_DAYS = {"working_days", "natural_days", "months"}
"""Units of limits that end with their last day, not at a moment of it."""
LASTS = timedelta(hours=1)
"""How long a calendar shows a meeting: nobody knows beforehand how long it takes."""


def document(rows: Iterable[SeenDue], met: Iterable[tuple[Meeting, Case]] = ()) -> bytes:
    """Return limits and meetings as an iCalendar document; the same ones give the same bytes.

    Source: RFC 5545.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Lianshen//Limits//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", gettext("Limits of my tasks"))
    for seen in rows:
        calendar.add_component(_event(seen))
    for meeting, case in met:
        calendar.add_component(_meeting(meeting, case))
    return calendar.to_ical()


def _meeting(meeting: Meeting, case: Case) -> Event:
    """Return a meeting; one that does not take place says so, or calendars would keep it."""
    event = Event()
    event.add("uid", f"meeting-{meeting.id}@lianshen")
    event.add("dtstamp", meeting.ended_at or meeting.invited_at)
    event.add("last-modified", meeting.ended_at or meeting.invited_at)
    event.add("sequence", meeting.changes)
    event.add("dtstart", meeting.begins_at)
    event.add("duration", LASTS)
    event.add("summary", f"{word(meeting.kind, 'meeting')} {case.number}")
    event.add("location", meeting.place)
    event.add("description", f"{labelled(case.item, 'name')} · {meeting.agenda}")
    event.add("status", "CONFIRMED" if meeting.state in (PLANNED, CLOSED) else "CANCELLED")
    where = url_for(
        "pages.meetings.show", number=case.number, meeting_id=meeting.id, _external=True
    )
    event.add("url", where)
    return event


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
