"""Which names have a value when a step is reached: never, perhaps, or on every path."""

from collections.abc import Callable, Iterable

from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.names import (
    begun_with,
    given_by_callers,
    inside,
    left_by,
)
from engine.checks.expressions.paths import NONE, Names, Paths
from engine.checks.expressions.places import Moment
from engine.spiff import GIVEN


class Written:
    """What is written before what, over all scopes of a diagram; nothing, if it is not whole.

    :param leaves: what a node leaves behind when it is done.
    """

    def __init__(
        self, diagram: Diagram, leaves: Callable[[Element], Iterable[str]] = left_by
    ) -> None:
        self.leaves = leaves
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
