"""What is written on the paths through one scope."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from itertools import permutations
from typing import Protocol

from engine.checks.elements import Element
from engine.checks.expressions.names import objects_around
from engine.checks.scopes import Scope, has_own_scope, interrupts

Names = frozenset[str]
NONE: Names = frozenset()
CHOOSING = ("exclusiveGateway", "inclusiveGateway", "eventBasedGateway")
"""Gateways that may leave out some of their flows."""
ALARMS = ("errorEventDefinition", "escalationEventDefinition")
DONE_ELSEWHERE = ("serviceTask", "sendTask", "callActivity")
"""Steps from which an alarm may come at any moment."""


class Around(Protocol):
    """The paths of all scopes of a diagram."""

    @property
    def leaves(self) -> Callable[[Element], Iterable[str]]: ...

    def of(self, scope: str) -> "Paths | None": ...


class Paths:
    """What is written on the paths through one scope."""

    def __init__(self, scope: Scope, written: Around) -> None:
        self.scope, self._written = scope, written

    @cached_property
    def before(self) -> dict[str, Names]:
        """The names every path through this scope has written before it comes to a node."""
        return self._settled(self.scope.nodes, self._arriving)

    @property
    def gained(self) -> Names:
        """The names that are surely written once this scope is over."""
        starts = [self._ahead[start.id] for start in self.scope.of("startEvent")]
        return _common(starts) - self.kept

    @cached_property
    def _ahead(self) -> dict[str, Names]:
        """The names that are surely written between a node and the end of this scope."""
        return self._settled([*reversed(self.scope.nodes)], self._going_on)

    def _settled(
        self, nodes: Collection[str], judge: Callable[[str, dict[str, Names]], Names]
    ) -> dict[str, Names]:
        """Return what is found when each node is judged by the others until nothing changes."""
        found = dict.fromkeys(nodes, self._all)
        changed = True
        while changed:
            changed = False
            for node in nodes:
                names = judge(node, found)
                if names != found[node]:
                    found[node], changed = names, True
        return found

    def _going_on(self, node: str, found: dict[str, Names]) -> Names:
        element, scope = self.scope.nodes[node], self.scope
        if element.kind == "endEvent" and element.child("errorEventDefinition") is not None:
            return self._all  # the scope does not come to its end
        ways = [found.get(flow.get("targetRef"), NONE) for flow in scope.leaving[node]]
        every = element.kind not in CHOOSING
        own = self._gains[node] | (NONE.union(*ways) if every else _common(ways))
        return _common([own, *(found[event] for event in self._interrupting[node])])

    @cached_property
    def _interrupting(self) -> dict[str, list[str]]:
        """The events on the border of each node that end it."""
        found: dict[str, list[str]] = {node: [] for node in self.scope.nodes}
        for event in self.scope.of("boundaryEvent"):
            if interrupts(event):
                found[event.get("attachedToRef")].append(event.id)
        return found

    def gains(self, node: Element) -> Names:
        """Return the names a node of this scope has surely written when it is done."""
        return self._gains[node.id]

    @cached_property
    def _gains(self) -> dict[str, Names]:
        return {name: self._gain(node) for name, node in self.scope.nodes.items()}

    def _gain(self, node: Element) -> Names:
        if has_own_scope(node) or (inner := self._written.of(node.id)) is None:
            return frozenset(self._written.leaves(node))
        return inner.gained

    def leaves(self, node: str) -> Names:
        """Return the names a node may have written, as this scope sees them."""
        return self._leaves[node]

    @cached_property
    def _leaves(self) -> dict[str, Names]:
        return {name: self._leave(name) for name in self.scope.nodes}

    def _leave(self, node: str) -> Names:
        element = self.scope.nodes[node]
        inner = self._written.of(node)
        if inner is None:
            return frozenset(self._written.leaves(element))
        if has_own_scope(element):
            return frozenset(self._written.leaves(element)) | inner.left & objects_around(element)
        return inner.left

    @cached_property
    def left(self) -> Names:
        """The names anything in this scope may have written, as those around see them."""
        return self._all - self.kept

    @cached_property
    def _all(self) -> Names:
        """The names anything in this scope may have written."""
        return NONE.union(*self._leaves.values())

    @property
    def kept(self) -> Names:
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

    def _arriving(self, node: str, found: dict[str, Names]) -> Names:
        element = self.scope.nodes[node]
        if element.kind == "boundaryEvent":
            return found.get(element.get("attachedToRef"), NONE) | self._before_alarm(element)
        came = [
            found[source] | self._gains[source]
            for flow in self.scope.entering[node]
            if (source := flow.get("sourceRef")) in self.scope.nodes
        ]
        if not came:
            return NONE
        return NONE.union(*came) if element.kind == "parallelGateway" else _common(came)

    def _before_alarm(self, border: Element) -> Names:
        """Return what a sub-process has surely written when an event on its border hears of it."""
        host = self.scope.nodes.get(border.get("attachedToRef"))
        inner = self._written.of(border.get("attachedToRef"))
        alarm = next(border.children(*ALARMS), None)
        if host is None or inner is None or alarm is None or has_own_scope(host):
            return NONE
        inside = [node for node in host.within() if node.child(alarm.kind) is not None]
        thrown = [node for node in inside if node.kind in ("endEvent", "intermediateThrowEvent")]
        elsewhere = any(node.kind in DONE_ELSEWHERE for node in host.within())
        if elsewhere or any(node.id not in inner.before for node in thrown):
            return NONE
        return _common([inner.before[node.id] for node in thrown]) - inner.kept


def _common(sets: list[Names]) -> Names:
    return frozenset.intersection(*sets) if sets else NONE
