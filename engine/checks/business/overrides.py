"""An objection that is not followed is answered with reasons, and in time."""

from collections.abc import Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.questions import form_of
from engine.checks.findings import Finding, Rule
from engine.checks.folder import Folder
from engine.checks.scopes import ACTIVITIES, Scope, interrupts
from engine.rules.opinions import REASON

PAPER = "OVERRIDE_NOTICE"
NO_REASON = Rule(
    "business.override_without_reason",
    "the paper says why an objection is not followed, and %(step)s does not require the reason",
    "lead to it only from user tasks whose form requires the reason, with the key reason",
)
NO_TERM = Rule(
    "business.override_without_term",
    "nothing happens when nobody decides on the objection in time",
    "put an interrupting timer on it, e.g. =naturaldays(10), that leads to coordination",
    severity="warning",
)


def overrides(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield the papers about objections that may lack their reasons, or may never come.

    Source: decision 158.
    """
    for scope in diagram.scopes:
        timed = {
            event.get("attachedToRef")
            for event in scope.of("boundaryEvent")
            if interrupts(event) and event.child("timerEventDefinition") is not None
        }
        for node in scope.nodes.values():
            if node.settings().get("paper") == PAPER:
                yield from _judged(node, scope, folder, timed)


def _judged(node: Element, scope: Scope, folder: Folder, timed: set[str]) -> Iterator[Finding]:
    for step in _before(node, scope):
        form = form_of(step, folder) if step.kind == "userTask" else None
        field = form.field(REASON) if form is not None else None
        if field is None or not field.required:
            yield NO_REASON.at(node, step=step.id)
        elif step.id not in timed:
            yield NO_TERM.at(step)


def _before(node: Element, scope: Scope) -> list[Element]:
    """Return the steps and events that lead to a node through gateways and passing events."""
    found: dict[str, Element] = {}
    ahead = [node]
    while ahead:
        one = ahead.pop()
        if one.id in found:
            continue
        found[one.id] = one
        if one.kind not in ACTIVITIES:
            sources = (flow.get("sourceRef") for flow in scope.entering.get(one.id, ()))
            ahead += [scope.nodes[source] for source in sources if source in scope.nodes]
    begins = ("startEvent", "boundaryEvent", "intermediateCatchEvent")
    return [one for one in found.values() if one.kind in ACTIVITIES or one.kind in begins]
