"""Who hears what a case leaves behind on its way, without anybody's deed."""

import re
from collections.abc import Iterable, Iterator

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.names import left_by
from engine.checks.scopes import SCOPES

ALARMS = ("error", "escalation")
CALLS = ("message", "signal")
CATCHING = ("boundaryEvent", "startEvent", "intermediateCatchEvent", "receiveTask")


class Hearing:
    """The events of a diagram that something else in it sets off."""

    def __init__(self, diagram: Diagram) -> None:
        self._catching = tuple(diagram.of(*CATCHING))

    def of(self, node: Element) -> Iterator[Element]:
        """Yield the events that are set off once a node is done."""
        yield from self.alarmed([node], node)
        for kind in CALLS:
            if node.kind not in CATCHING and (name := _said(node, kind)):
                yield from (each for each in self._catching if _said(each, kind) == name)
        names = [*left_by(node)]
        yield from (each for each in self._catching if _reads(each, names))

    def alarmed(self, thrown: Iterable[Element], at: Element) -> Iterator[Element]:
        """Yield the borders around a node that catch errors and escalations.

        :param thrown: what was passed, perhaps in another process that the node calls.
        """
        borders = {each.id for each in (at, *at.around())}
        for event in thrown:
            for kind in ALARMS if event.kind not in CATCHING else ():
                if code := _said(event, kind):
                    near = (one for one in self._catching if _hangs_on(one) in borders)
                    yield from (one for one in near if _catches(one, kind, code))


def leaves_by_error(node: Element) -> bool:
    """Whether a scope is left at a node without being done: what catches the error goes on."""
    return node.kind == "endEvent" and node.child("errorEventDefinition") is not None


def _catches(event: Element, kind: str, code: str) -> bool:
    """Whether an event catches a code; one that names none catches all."""
    has = event.child(f"{kind}EventDefinition") is not None
    return has and _said(event, kind) in (None, code)


def _said(event: Element, kind: str) -> str | None:
    """Return the code or name an event throws or waits for."""
    definition = event.child(f"{kind}EventDefinition")
    meant = (definition if definition is not None else event).get(f"{kind}Ref")
    root = [event, *event.around()][-1]
    declared = (each for each in root.children(kind) if meant and each.id == meant)
    found = next(declared, None)
    return found.get(f"{kind}Code" if kind in ALARMS else "name") if found is not None else None


def _hangs_on(event: Element) -> str:
    """Return the id of what an event hangs on: a step, or the scope of an event sub-process."""
    if event.kind == "boundaryEvent":
        return event.get("attachedToRef")
    begun = next(event.around())
    return next((each.id for each in begun.around() if each.kind in SCOPES), "")


def _reads(event: Element, names: list[str]) -> bool:
    """Whether an event waits for a condition in which one of the names stands."""
    definition = event.child("conditionalEventDefinition")
    condition = definition.child("condition") if definition is not None else None
    words = set(re.findall(r"\w+", condition.text)) if condition is not None else set()
    return not words.isdisjoint(names)
