"""Which names have a value when a step is reached: never, perhaps, or on every path."""

from collections.abc import Iterator
from functools import cached_property
from itertools import permutations

from engine.checks.diagrams import Diagram, Scope, interrupts
from engine.checks.elements import Element
from engine.checks.expressions.names import (
    MULTI,
    begun_with,
    given_by_callers,
    inside,
    left_by,
)
from engine.checks.expressions.places import Moment
from engine.spiff import GIVEN

Names = frozenset[str]
NONE: Names = frozenset()
CHOOSING = ("exclusiveGateway", "inclusiveGateway", "eventBasedGateway")
"""Gateways that may leave out some of their flows."""


class Written:
    """What is written before what, over all scopes of a diagram; nothing, if it is not whole."""

    def __init__(self, diagram: Diagram) -> None:
        self._always = GIVEN | given_by_callers(diagram)
        scopes = diagram.scopes if diagram.whole else ()
        self._scopes = {scope.element.id: Paths(scope, self) for scope in scopes}
        self._home = {
            node.id: paths for paths in self._scopes.values() for node in paths.scope.nodes.values()
        }

    def surely(self, node: Element, moment: Moment) -> Names:
        """Return the names that have a value whenever a token is at a node."""
        names = self._always | self._own(node, moment)
        while node.id in self._home:
            paths = self._home[node.id]
            names |= paths.before[node.id]
            node = paths.scope.element
            names |= frozenset(begun_with(node))
        return names

    def perhaps(self, name: str, node: Element, moment: Moment) -> bool:
        """Whether a name may have a value when a token is at a node."""
        if name in self._own(node, moment):
            return True
        if moment in ("done", "left") and self._within(name, node):
            return True
        while node.id in self._home:
            paths = self._home[node.id]
            if any(name in paths.leaves(other) for other in paths.earlier(node.id)):
                return True
            node = paths.scope.element
            if name in inside(node):
                return True
        return False

    def _own(self, node: Element, moment: Moment) -> Names:
        """Return the names a node itself has surely given a value at a moment."""
        home = self._home.get(node.id)
        if moment == "before" or home is None:
            return NONE
        if moment == "left":
            return home.gains(node)
        begun = frozenset(begun_with(node))
        if moment == "begun":
            return begun
        inner = self._scopes.get(node.id)
        within = inner.gained if inner is not None else NONE
        return begun | home.gains(node) | frozenset(inside(node)) | within

    def _within(self, name: str, node: Element) -> bool:
        inner = self._scopes.get(node.id)
        return inner is not None and name in inner.left

    def of(self, scope: str) -> "Paths | None":
        """Return the paths through a scope."""
        return self._scopes.get(scope)


class Paths:
    """What is written on the paths through one scope."""

    def __init__(self, scope: Scope, written: Written) -> None:
        self.scope, self._written = scope, written

    @cached_property
    def before(self) -> dict[str, Names]:
        """The names every path through this scope has written before it comes to a node."""
        found = dict.fromkeys(self.scope.nodes, self._all)
        changed = True
        while changed:
            changed = False
            for node in self.scope.nodes.values():
                names = self._arriving(node, found)
                if names != found[node.id]:
                    found[node.id], changed = names, True
        return found

    @property
    def gained(self) -> Names:
        """The names that are surely written once this scope is over."""
        starts = [self._ahead[start.id] for start in self.scope.of("startEvent")]
        return _common(starts) - self._kept

    @cached_property
    def _ahead(self) -> dict[str, Names]:
        """The names that are surely written between a node and the end of this scope."""
        found = dict.fromkeys(self.scope.nodes, self._all)
        while True:
            step = {node: self._going_on(node, found) for node in self.scope.nodes}
            if step == found:
                return found
            found = step

    def _going_on(self, node: str, found: dict[str, Names]) -> Names:
        element, scope = self.scope.nodes[node], self.scope
        if element.child("errorEventDefinition") is not None and element.kind == "endEvent":
            return self._all  # the scope does not come to its end
        ways = [found.get(flow.get("targetRef"), NONE) for flow in scope.leaving[node]]
        every = element.kind not in CHOOSING
        own = self.gains(element) | (NONE.union(*ways) if every else _common(ways))
        interrupted = [
            found[event.id]
            for event in scope.of("boundaryEvent")
            if event.get("attachedToRef") == node and interrupts(event)
        ]
        return _common([own, *interrupted])

    def gains(self, node: Element) -> Names:
        """Return the names a node has surely written when it is done."""
        if node.child(MULTI) is not None or (inner := self._written.of(node.id)) is None:
            return frozenset(left_by(node))
        return inner.gained

    def leaves(self, node: str) -> Names:
        """Return the names a node may have written, as this scope sees them."""
        element = self.scope.nodes[node]
        inner = self._written.of(node)
        if inner is None or element.child(MULTI) is not None:
            return frozenset(left_by(element))
        return inner.left

    @cached_property
    def left(self) -> Names:
        """The names anything in this scope may have written, as those around see them."""
        return self._all - self._kept

    @cached_property
    def _all(self) -> Names:
        """The names anything in this scope may have written."""
        return frozenset(name for node in self.scope.nodes for name in self.leaves(node))

    @property
    def _kept(self) -> Names:
        """The data objects of this scope, which nobody outside sees."""
        return frozenset(each.id for each in self.scope.element.children("dataObject"))

    def earlier(self, node: str) -> Iterator[str]:
        """Yield the nodes that may be done before or beside a node."""
        for other in self.scope.nodes:
            if node in self._after[other] or self._beside(node, other):
                yield other

    @cached_property
    def _after(self) -> dict[str, set[str]]:
        scope = self.scope
        return {node: scope.reached(*scope.after.get(node, ())) for node in scope.nodes}

    @cached_property
    def _branches(self) -> list[list[set[str]]]:
        """For each split, the nodes each of its branches may come to."""
        reached = self.scope.reached
        return [
            [reached(*(flow.get("targetRef") for flow in branch)) for branch in branches]
            for branches in self.scope.splits.values()
        ]

    def _beside(self, one: str, other: str) -> bool:
        if any(self.scope.nodes[each].by_event for each in (one, other)):
            return True
        return any(
            one in mine and other in theirs
            for branches in self._branches
            for mine, theirs in permutations(branches, 2)
        )

    def _arriving(self, node: Element, found: dict[str, Names]) -> Names:
        if node.kind == "boundaryEvent":
            return found.get(node.get("attachedToRef"), NONE)
        came = [
            found[source] | self.gains(self.scope.nodes[source])
            for flow in self.scope.entering[node.id]
            if (source := flow.get("sourceRef")) in self.scope.nodes
        ]
        if not came:
            return NONE
        return frozenset.union(*came) if node.kind == "parallelGateway" else _common(came)


def _common(sets: list[Names]) -> Names:
    return frozenset.intersection(*sets) if sets else NONE
