"""Events say what happens at them, once, and in words the engine keeps."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.engine.vocabulary import BARE_EVENTS, EVENTS
from engine.checks.findings import Finding, Rule

NO_EVENT = Rule(
    "engine.event_missing",
    "the event does not say what happens at it",
    "choose a timer, a message, a signal, a condition, an error or an escalation",
)
SEVERAL = Rule(
    "engine.several_events", "several things happen at one event", "draw one event for each"
)
NO_MESSAGE_NAME = Rule(
    "engine.message_name", "the message %(id)s has no name", "name it, e.g. withdrawn"
)
NO_SIGNAL_NAME = Rule(
    "engine.signal_name", "the signal %(id)s has no name", "name it, e.g. rules_changed"
)
COMPUTED_NAME = Rule(
    "engine.computed_name",
    "the name %(name)s of a %(kind)s can not be computed",
    "write the name; whom a message is for says its correlationKey",
)
UNHEARD = Rule(
    "engine.signal_not_heard",
    "no step of this process waits for the signal %(name)s",
    "right where other processes wait for it; else draw the event that catches it",
    severity="warning",
)
NO_CONDITION = Rule(
    "engine.condition_missing",
    "the event does not say its condition",
    "write one, e.g. =application.amount > 1000",
)

DEFINITION = "ventDefinition"
"""Of all kinds, and what refers to one that stands elsewhere."""
CATCHING = ("intermediateCatchEvent", "boundaryEvent", "startEvent")
START_CAUSE = Rule(
    "engine.start_cause",
    "a case begins with an application, not with an event",
    "delete what the start event waits for, or put it into an event sub-process",
)
NO_START_CAUSE = Rule(
    "engine.start_cause_missing",
    "the event sub-process does not say what starts it",
    "choose what its start event waits for",
)


def bad_events(diagram: Diagram) -> Iterator[Finding]:
    """Yield events that say nothing, too much, or what nobody hears."""
    for event in diagram.of(*EVENTS):
        definitions = [each for each in event.children() if DEFINITION in each.kind]
        if not definitions and event.kind not in BARE_EVENTS:
            yield NO_EVENT.at(event)
        if len(definitions) > 1:
            yield SEVERAL.at(event)
    for start in diagram.of("startEvent"):
        yield from _start(start)
    yield from _names(diagram)
    yield from _conditions(diagram)
    yield from _signals(diagram)


def _names(diagram: Diagram) -> Iterator[Finding]:
    missing = {"message": NO_MESSAGE_NAME, "signal": NO_SIGNAL_NAME}
    for told in diagram.of(*missing):
        name = told.get("name").strip()
        if not name:
            yield missing[told.kind].at(told, id=told.id)
        elif name.startswith("="):
            yield COMPUTED_NAME.at(told, name=name, kind=told.kind)


def _conditions(diagram: Diagram) -> Iterator[Finding]:
    for definition in diagram.of("conditionalEventDefinition"):
        condition = definition.child("condition")
        if condition is None or not condition.text:
            yield NO_CONDITION.at(definition)


def _start(event: Element) -> Iterator[Finding]:
    says = any(each.kind.endswith("EventDefinition") for each in event.children())
    by_event = next(event.around()).by_event
    if says and not by_event:
        yield START_CAUSE.at(event)
    if by_event and not says:
        yield NO_START_CAUSE.at(event)


def _signals(diagram: Diagram) -> Iterator[Finding]:
    heard = {_signal(diagram, event) for event in diagram.of(*CATCHING)}
    for event in diagram.of("intermediateThrowEvent", "endEvent"):
        name = _signal(diagram, event)
        if name and name not in heard:
            yield UNHEARD.at(event, name=name)


def _signal(diagram: Diagram, event: Element) -> str:
    """Return the name of the signal of an event, ``""`` where it has none."""
    definition = event.child("signalEventDefinition")
    signal = diagram.ids.get(definition.get("signalRef")) if definition is not None else None
    return signal.get("name") if signal is not None else ""
