"""Timers can be read, end within ten years, and do not ring without pause."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.engine.periods import OUT_OF_BOUNDS, periods
from engine.checks.expressions.places import NEEDED
from engine.checks.findings import Finding, Rule
from engine.checks.folder import Folder
from engine.checks.scopes import interrupts
from engine.errors import Invalid
from engine.feel.values import kind
from engine.process.stated import ANY_TIME
from engine.rules.durations import Duration, instant
from engine.spiff import first_turn, rule_of

NO_TIME = Rule(
    "engine.timer_missing",
    "a timer needs one date, one duration or one cycle",
    "e.g. =workdays(5) in timeDuration",
)
UNREADABLE = Rule(
    "engine.timer_unreadable",
    "",
    "write =workdays(5), P5D, 2027-03-01T09:00:00+08:00, R3/P1D or R3/workdays(2)",
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

READERS = {"timeDate": instant, "timeDuration": Duration.parse, "timeCycle": first_turn}


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
    constant = time.text.startswith("=")
    try:
        read = _constant(time, now or ANY_TIME) if constant else READERS[time.kind](time.text)
    except Invalid as refusal:
        yield _refused(time, refusal)
        return
    if now is not None and isinstance(read, datetime) and read <= now:
        yield PAST.at(time, value=time.text)


def _constant(time: Element, at: datetime) -> Any:
    """Return the moment an expression names whenever it is asked; nothing of any other.

    :raises Invalid: it names nothing a timer can wait for. What periods are none, and what it
        gives of another kind, is told elsewhere.
    """
    try:
        node = feel.compile(time.text).tree
    except feel.FeelError:
        return None
    expression = feel.constant(node)
    if expression is None or any(periods(node)):
        return None
    said = expression.evaluate({}, at)
    if said is not None and kind(said) not in NEEDED[time.kind]:
        return None
    rule = rule_of(time.kind, said, at)
    return instant(rule.value) if rule.kind == "instant" else None


def _refused(place: Element, refusal: Invalid) -> Finding:
    rule = UNREADABLE if refusal.code == "timer.unreadable" else OUT_OF_BOUNDS
    return rule.because(place, refusal.message, **refusal.params)
