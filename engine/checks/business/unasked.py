"""Where a case comes to before anybody is asked again."""

from collections.abc import Iterator

from engine.checks.business.people import ASKED
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.known import Known
from engine.checks.scopes import Scope

Ahead = list[tuple[Element, bool]]
"""Elements, and whether they are done; else the case only comes to them."""


class Unasked:
    """The ways of a diagram on which nobody has a say."""

    def __init__(self, diagram: Diagram, known: Known) -> None:
        self._known, self._whole = known, diagram.whole
        self._homes = {node: scope for scope in diagram.scopes for node in scope.nodes}
        self._inside = {scope.element.id: scope for scope in diagram.scopes}

    def behind(self, step: Element) -> list[Element]:
        """Return what a case passes once a step is done, before the next are asked.

        Where the process ends, it is among them. Events on borders are no ways; a diagram that
        is not whole has none.
        """
        seen: set[tuple[str, bool]] = set()
        passed: list[Element] = []
        ahead: Ahead = [(step, True)] if self._whole else []
        while ahead:
            node, done = ahead.pop()
            for each, over in self._done(node) if done else self._reached(node):
                if (each.id, over) not in seen:
                    seen.add((each.id, over))
                    passed += [each] if over else []
                    ahead.append((each, over))
        return passed

    def _reached(self, node: Element) -> Iterator[tuple[Element, bool]]:
        """Yield what comes next at an element the case has come to."""
        if node.kind == "subProcess":
            yield from ((start, False) for start in self._inside[node.id].of("startEvent"))
        elif not self._asks(node):
            yield node, True

    def _done(self, node: Element) -> Iterator[tuple[Element, bool]]:
        """Yield what follows an element that is done; behind the last comes what is around."""
        scope = self._homes.get(node.id)
        if scope is None:
            return
        leaving = [scope.nodes[flow.get("targetRef")] for flow in scope.leaving[node.id]]
        yield from ((target, False) for target in leaving)
        if not leaving:
            yield self._around(scope), True

    def _around(self, scope: Scope) -> Element:
        """Return what is done with a scope: an event's sub-process ends that around it."""
        around = scope.element
        outer = self._homes.get(around.id)
        return self._around(outer) if around.by_event and outer else around

    def _asks(self, node: Element) -> bool:
        if node.kind != "callActivity":
            return node.kind in ASKED
        called = (self._known.processes or {}).get(called_by(node))
        return called is None or called.waits


def called_by(call: Element) -> str:
    """Return the key of the process a call activity calls, ``""`` where it does not say."""
    called = call.extension("calledElement")
    return called.get("processId") if called is not None else ""
