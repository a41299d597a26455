"""Timers can be read, end within ten years, and do not ring without pause."""

import re
from collections.abc import Iterator
from datetime import datetime

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule

LONGEST_DAYS = 3_660
MOST_ROUNDS = 100
SHORTEST_SECONDS = 60

NO_TIME = Rule(
    "engine.timer_missing",
    "a timer needs one date, one duration or one cycle",
    "e.g. =workdays(5) in timeDuration",
)
UNREADABLE = Rule(
    "engine.timer_unreadable",
    "%(text)r is no %(kind)s",
    "write =workdays(5), P5D, 2027-03-01T09:00:00+08:00 or R3/P1D",
)
NO_ZONE = Rule(
    "engine.timer_zone", "the date %(text)s does not say its zone", "add +08:00 for office time"
)
TOO_LONG = Rule(
    "engine.timer_too_long", "%(text)s is longer than ten years", "write the limit of the law"
)
BAD_CYCLE = Rule(
    "engine.timer_cycle",
    "%(text)s rings too often or too fast",
    "at most R100, at least a minute apart (PT1M)",
)
CYCLE_PLACE = Rule(
    "engine.timer_cycle_place",
    "a cycle only repeats at a boundary event that does not interrupt",
    'set cancelActivity="false", or write a duration',
)

DURATION = re.compile(
    r"P(?=\d|T\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?"
    r"(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?",
    re.ASCII,
)
DAY = 86_400
SECONDS = (366 * DAY, 31 * DAY, 7 * DAY, DAY, 3_600, 60, 1)
"""Of each part of a duration, at its longest."""
CYCLE = re.compile(r"R(\d{1,9})/(P.+)", re.ASCII)
WORKDAYS = re.compile(r"=\s*workdays\(\s*(\d+)\s*[,)].*", re.ASCII | re.DOTALL)
KINDS = {"timeDate": "date", "timeDuration": "duration", "timeCycle": "cycle"}


def bad_timers(diagram: Diagram) -> Iterator[Finding]:
    """Yield timers that would never ring, at no certain moment, or without pause."""
    for definition in diagram.of("timerEventDefinition"):
        times = list(definition.children(*KINDS))
        if len(times) != 1 or not times[0].text:
            yield NO_TIME.at(definition)
            continue
        yield from _time(times[0])
        event = next(definition.around())
        repeats = event.kind == "boundaryEvent" and event.get("cancelActivity") == "false"
        if times[0].kind == "timeCycle" and not repeats:
            yield CYCLE_PLACE.at(event)


def _time(time: Element) -> Iterator[Finding]:
    text = time.text
    if text.startswith("="):
        days = WORKDAYS.fullmatch(text)
        if days and not 1 <= int(days[1][:9]) <= LONGEST_DAYS:
            yield TOO_LONG.at(time, text=text)
    elif time.kind == "timeDate":
        yield from _date(time)
    elif time.kind == "timeCycle":
        yield from _cycle(time)
    else:
        yield from _duration(time, text)


def _date(time: Element) -> Iterator[Finding]:
    try:
        moment = datetime.fromisoformat(time.text) if time.text.isascii() else None
    except ValueError:
        moment = None
    if moment is None or "T" not in time.text:
        yield UNREADABLE.at(time, text=time.text, kind="date")
    elif moment.tzinfo is None:
        yield NO_ZONE.at(time, text=time.text)


def _duration(time: Element, text: str) -> Iterator[Finding]:
    seconds = _seconds(text)
    if seconds is None:
        yield UNREADABLE.at(time, text=text, kind=KINDS[time.kind])
    elif seconds > LONGEST_DAYS * DAY:
        yield TOO_LONG.at(time, text=text)


def _cycle(time: Element) -> Iterator[Finding]:
    cycle = CYCLE.fullmatch(time.text)
    seconds = _seconds(cycle[2]) if cycle else None
    if cycle is None or seconds is None:
        yield UNREADABLE.at(time, text=time.text, kind="cycle")
    elif not 1 <= int(cycle[1]) <= MOST_ROUNDS or seconds < SHORTEST_SECONDS:
        yield BAD_CYCLE.at(time, text=time.text)
    elif seconds > LONGEST_DAYS * DAY:
        yield TOO_LONG.at(time, text=time.text)


def _seconds(text: str) -> int | None:
    """Return the most seconds a duration can have, ``None`` if it is none.

    >>> _seconds("PT1M"), _seconds("P1.5D")
    (60, None)
    """
    parts = DURATION.fullmatch(text)
    if parts is None:
        return None
    return sum(int(part) * size for part, size in zip(parts.groups(), SECONDS, strict=True) if part)
