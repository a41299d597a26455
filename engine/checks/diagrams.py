"""A diagram as a whole: its processes, scopes, nodes and lanes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.checks.elements import BPMN, Element
from engine.checks.scopes import SCOPES, Scope


@dataclass(frozen=True, eq=False)
class Diagram:
    """One BPMN file that could be read."""

    root: Element

    @cached_property
    def processes(self) -> tuple[Element, ...]:
        """All processes of the file."""
        return tuple(self.root.children("process"))

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Every process and sub-process, the outer before the inner."""
        return tuple(Scope(element, self) for element in self.of(*SCOPES))

    @cached_property
    def ids(self) -> dict[str, Element]:
        """The BPMN elements by id; of two with one id, the first."""
        found: dict[str, Element] = {}
        for element in self.root.within():
            if element.namespace == BPMN and element.id:
                found.setdefault(element.id, element)
        return found

    @cached_property
    def whole(self) -> bool:
        """Whether every id is one node, and every flow, link and boundary event leads somewhere."""
        ids = [node.id for node in self.nodes()] + [each.id for each in self.processes]
        once = len(ids) == len(set(ids))
        return once and all(scope.whole and scope.linked for scope in self.scopes)

    @cached_property
    def lanes(self) -> dict[str, Element]:
        """The innermost lane of each node, by the id of the node."""
        return {ref.text: lane for lane in self.of("lane") for ref in lane.children("flowNodeRef")}

    def of(self, *kinds: str) -> Iterator[Element]:
        """Yield the BPMN elements of these kinds, wherever they stand."""
        tags = [f"{{{BPMN}}}{kind}" for kind in kinds]
        return (Element(self.root.file, each) for each in self.root.xml.iter(*tags))

    def nodes(self) -> Iterator[Element]:
        """Yield every node of every scope."""
        for scope in self.scopes:
            yield from scope.nodes.values()

    @cached_property
    def every_node(self) -> frozenset[str]:
        """The ids of the nodes of every scope."""
        return frozenset(node.id for node in self.nodes())

    def lane_of(self, node: Element) -> Element | None:
        """Return the lane a node lies in; inside a sub-process, that of the sub-process."""
        around = (element.id for element in (node, *node.around()))
        return next((self.lanes[each] for each in around if each in self.lanes), None)


class Order:
    """Which nodes a case may pass after which, over all scopes of a diagram."""

    def __init__(self, diagram: Diagram) -> None:
        self._homes = {node: scope for scope in diagram.scopes for node in scope.nodes}

    def leads(self, one: Element, other: Element) -> bool:
        """Whether a case that was at one node may come to another."""
        for mine in self._around(one):
            for theirs in self._around(other):
                scope = self._homes[mine]
                if self._homes[theirs] is scope and mine != theirs:
                    return theirs in scope.reached(*scope.after[mine])
        return False

    def _around(self, node: Element) -> list[str]:
        return [each.id for each in (node, *node.around()) if each.id in self._homes]
