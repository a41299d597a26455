"""Timers can be read, end within ten years, and do not ring without pause."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.folder import Folder
from engine.checks.scopes import interrupts
from engine.errors import Invalid
from engine.rules.durations import Duration, cycle, instant

NO_TIME = Rule(
    "engine.timer_missing",
    "a timer needs one date, one duration or one cycle",
    "e.g. =workdays(5) in timeDuration",
)
UNREADABLE = Rule(
    "engine.timer_unreadable",
    "",
    "write =workdays(5), P5D, 2027-03-01T09:00:00+08:00 or R3/P1D",
)
OUT_OF_BOUNDS = Rule(
    "engine.timer_out_of_bounds",
    "%(value)s is no limit between one working day and ten years",
    "write the limit of the law",
)
PAST = Rule(
    "engine.timer_past",
    "%(value)s has passed: every case would go this way at once",
    "write a date to come, or an expression such as =item.opens_on",
)
CYCLE_PLACE = Rule(
    "engine.timer_cycle_place",
    "a cycle only repeats at a boundary event that does not interrupt",
    'set cancelActivity="false", or write a duration',
)

READERS: dict[str, Callable[[str], object]] = {
    "timeDate": instant,
    "timeDuration": Duration.parse,
    "timeCycle": cycle,
}
WORKDAYS = re.compile(r"=\s*workdays\(\s*([0-9]{1,9})\s*[,)].*", re.DOTALL)
MOST_WORKING_DAYS = 3_660


def bad_timers(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield timers that would never ring, at no certain moment, or without pause."""
    now = folder.known.now
    for definition in diagram.of("timerEventDefinition"):
        times = list(definition.children(*READERS))
        if len(times) != 1 or not times[0].text:
            yield NO_TIME.at(definition)
            continue
        yield from _time(times[0], now)
        event = next(definition.around())
        repeats = event.kind in ("boundaryEvent", "startEvent") and not interrupts(event)
        if times[0].kind == "timeCycle" and not repeats:
            yield CYCLE_PLACE.at(event)


def _time(time: Element, now: datetime | None) -> Iterator[Finding]:
    if time.text.startswith("="):
        days = WORKDAYS.fullmatch(time.text)
        if days and not 1 <= int(days[1]) <= MOST_WORKING_DAYS:
            yield OUT_OF_BOUNDS.at(time, value=time.text)
        return
    try:
        read = READERS[time.kind](time.text)
    except Invalid as refusal:
        rule = UNREADABLE if refusal.code == "timer.unreadable" else OUT_OF_BOUNDS
        yield rule.because(time, refusal.message, **refusal.params)
        return
    if now is not None and isinstance(read, datetime) and read <= now:
        yield PAST.at(time, value=time.text)
