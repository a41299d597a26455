"""Events say what happens at them, once, and in words the engine keeps."""

from collections.abc import Iterator

from engine.checks.diagrams import SCOPES, Diagram
from engine.checks.elements import Element
from engine.checks.engine.vocabulary import BARE_EVENTS, EVENTS
from engine.checks.findings import Finding, Rule

NO_EVENT = Rule(
    "engine.event_missing",
    "the event does not say what happens at it",
    "choose a timer, a message or an error",
)
SEVERAL = Rule(
    "engine.several_events", "several things happen at one event", "draw one event for each"
)
NO_MESSAGE_NAME = Rule(
    "engine.message_name", "the message %(id)s has no name", "name it, e.g. withdrawn"
)
NO_ERROR_CODE = Rule(
    "engine.error_code",
    "the error does not say its code",
    "choose an error that has a code",
)
UNCAUGHT = Rule(
    "engine.error_not_caught",
    "nobody catches the error %(code)s",
    "put a boundary event with this error on the sub-process around it",
)
ERROR_GOES_ON = Rule(
    "engine.error_interrupts",
    "an error always interrupts what it happens in",
    "delete cancelActivity",
)


def bad_events(diagram: Diagram) -> Iterator[Finding]:
    """Yield events that say nothing, too much, or what nobody hears."""
    for event in diagram.of(*EVENTS):
        definitions = [each for each in event.children() if each.kind.endswith("EventDefinition")]
        if not definitions and event.kind not in BARE_EVENTS:
            yield NO_EVENT.at(event)
        if len(definitions) > 1:
            yield SEVERAL.at(event)
    for message in diagram.of("message"):
        if not message.get("name"):
            yield NO_MESSAGE_NAME.at(message, id=message.id)
    yield from _errors(diagram)


def _errors(diagram: Diagram) -> Iterator[Finding]:
    for event in diagram.of("endEvent", "boundaryEvent"):
        definition = event.child("errorEventDefinition")
        if definition is None:
            continue
        error = diagram.ids.get(definition.get("errorRef"))
        code = error.get("errorCode") if error is not None else ""
        if event.get("cancelActivity") == "false":
            yield ERROR_GOES_ON.at(event)
        if not code and (event.kind == "endEvent" or error is not None):
            yield NO_ERROR_CODE.at(event)
        elif event.kind == "endEvent" and code not in _caught(diagram, event):
            yield UNCAUGHT.at(event, code=code)


def _caught(diagram: Diagram, event: Element) -> set[str]:
    """Return the codes caught around this event; a boundary without an error catches all."""
    around = {scope.id for scope in event.around() if scope.kind in SCOPES}
    codes = set()
    for boundary in diagram.of("boundaryEvent"):
        definition = boundary.child("errorEventDefinition")
        if definition is not None and boundary.get("attachedToRef") in around:
            if not definition.get("errorRef"):
                return _all_codes(diagram)
            caught = diagram.ids.get(definition.get("errorRef"))
            codes.add(caught.get("errorCode") if caught is not None else "")
    return codes


def _all_codes(diagram: Diagram) -> set[str]:
    return {error.get("errorCode") for error in diagram.of("error")}
