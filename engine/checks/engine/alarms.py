"""Errors and escalations have a code, and somebody around them catches it."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.findings import Finding, Rule
from engine.checks.scopes import SCOPES, interrupts

NO_ERROR_CODE = Rule(
    "engine.error_code",
    "the error does not say its code",
    "choose an error that has a code",
)
NO_ESCALATION_CODE = Rule(
    "engine.escalation_code",
    "the escalation does not say its code",
    "choose an escalation that has a code",
)
ERROR_UNCAUGHT = Rule(
    "engine.error_not_caught",
    "nobody catches the error %(code)s",
    "put a boundary event with this error on the sub-process around it",
)
ESCALATION_UNCAUGHT = Rule(
    "engine.escalation_not_caught",
    "nobody in this file catches the escalation %(code)s",
    "put a boundary event with this escalation on the sub-process around it; "
    "right where only the caller of the process catches it",
    severity="warning",
)
ERROR_GOES_ON = Rule(
    "engine.error_interrupts",
    "an error always interrupts what it happens in",
    "delete cancelActivity or isInterrupting",
)

RULES = {
    "error": (NO_ERROR_CODE, ERROR_UNCAUGHT),
    "escalation": (NO_ESCALATION_CODE, ESCALATION_UNCAUGHT),
}
THROWING = ("endEvent", "intermediateThrowEvent")
THROWS = {"error": ("endEvent",), "escalation": THROWING}


def bad_alarms(diagram: Diagram) -> Iterator[Finding]:
    """Yield errors and escalations without a code, or that nobody catches."""
    for kind, (no_code, uncaught) in RULES.items():
        for event in diagram.of(*THROWING, "boundaryEvent", "startEvent"):
            definition = event.child(f"{kind}EventDefinition")
            if definition is None:
                continue
            declared = diagram.ids.get(definition.get(f"{kind}Ref"))
            code = declared.get(f"{kind}Code") if declared is not None else ""
            if (not code or code.startswith("=")) and (
                event.kind in THROWING or declared is not None
            ):
                yield no_code.at(event)
            elif event.kind in THROWS[kind] and not _caught(diagram, event, kind, code):
                yield uncaught.at(event, code=code)
            if kind == "error" and event.kind not in THROWING and not interrupts(event):
                yield ERROR_GOES_ON.at(event)


def _hangs_on(event: Element) -> str:
    """Return the id of what an event hangs on: a step, or the scope of an event sub-process."""
    if event.kind == "boundaryEvent":
        return event.get("attachedToRef")
    return [*event.around()][1].id


def _caught(diagram: Diagram, event: Element, kind: str, code: str) -> bool:
    """Whether a border around an event catches the code; one without a code catches all.

    What begins an event sub-process that interrupts is over before anything in there is thrown.
    """
    around = {scope.id for scope in event.around() if scope.kind in SCOPES}
    for catching in diagram.of("boundaryEvent", "startEvent"):
        definition = catching.child(f"{kind}EventDefinition")
        begun = next(catching.around())
        over = begun.by_event and begun.id in around and interrupts(catching)
        if definition is not None and _hangs_on(catching) in around and not over:
            declared = diagram.ids.get(definition.get(f"{kind}Ref"))
            if declared is None or declared.get(f"{kind}Code") == code:
                return True
    return False
