"""A diagram as a graph: its scopes, and in each the nodes and the flows between them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.checks.elements import BPMN, Element
from engine.checks.words import words

SCOPES = ("process", "subProcess")
NOT_NODES = words(
    "artifact association dataInputAssociation dataObject dataObjectReference "
    "dataOutputAssociation dataStoreReference documentation "
    "extensionElements group incoming ioSpecification laneSet multiInstanceLoopCharacteristics "
    "outgoing property sequenceFlow standardLoopCharacteristics textAnnotation"
)
ACTIVITIES = words(
    "task userTask manualTask scriptTask serviceTask sendTask receiveTask businessRuleTask "
    "subProcess callActivity transaction adHocSubProcess"
)
CHOOSING = ACTIVITIES | {"exclusiveGateway", "inclusiveGateway"}
"""What asks for the conditions of the flows that leave it."""
LINK = "linkEventDefinition"
ONE_WAY = ("exclusiveGateway", "eventBasedGateway")
"""Gateways that send a token on along one of their flows."""

Branches = list[list[Element]]
"""Of a split: the flows with which each of its concurrent branches begins."""


def interrupts(event: Element) -> bool:
    """Whether a boundary event ends what it sits on, or a start event the scope around it."""
    return "false" not in (event.get("cancelActivity"), event.get("isInterrupting"))


def has_own_scope(activity: Element) -> bool:
    """Whether what is written in an activity stays there: it may be done several times at once."""
    if activity.child("multiInstanceLoopCharacteristics") is not None:
        return True
    start = activity.child("startEvent")
    return activity.by_event and start is not None and not interrupts(start)


@dataclass(frozen=True, eq=False)
class Scope:
    """A process or an embedded sub-process, with what lies directly in it."""

    element: Element
    diagram: "Diagram"

    @cached_property
    def nodes(self) -> dict[str, Element]:
        """The tasks, events, gateways and sub-processes by id."""
        inner = self.element.children()
        return {node.id: node for node in inner if node.kind not in NOT_NODES and node.id}

    @cached_property
    def flows(self) -> tuple[Element, ...]:
        """The sequence flows, in the order of the file."""
        return tuple(self.element.children("sequenceFlow"))

    @cached_property
    def whole(self) -> bool:
        """Whether flows join nodes and events sit on them, so that paths can be judged."""
        ends = (flow.get(end) for flow in self.flows for end in ("sourceRef", "targetRef"))
        hosts = (event.get("attachedToRef") for event in self.of("boundaryEvent"))
        return all(end in self.nodes for end in (*ends, *hosts))

    def links(self, kind: str) -> list[Element]:
        """Return the ends of links that are events of this kind."""
        return [event for event in self.of(kind) if event.child(LINK) is not None]

    def link_name(self, event: Element) -> str:
        """Return the name of the link that an event is an end of."""
        link = event.child(LINK)
        return link.get("name") if link is not None else ""

    @cached_property
    def ways(self) -> tuple[Element, ...]:
        """The sequence flows, and a flow for each link, from where it is thrown to its catch."""
        ends = reversed(self.links("intermediateCatchEvent"))
        caught = {self.link_name(each): each for each in ends}
        thrown = self.links("intermediateThrowEvent")
        pairs = [(event, caught.get(self.link_name(event))) for event in thrown]
        return (*self.flows, *(one.leading_to(other) for one, other in pairs if other is not None))

    @property
    def linked(self) -> bool:
        """Whether every end of a link has its other end, and only one."""
        caught = [self.link_name(each) for each in self.links("intermediateCatchEvent")]
        thrown = {self.link_name(each) for each in self.links("intermediateThrowEvent")}
        return thrown == set(caught) and len(caught) == len(thrown)

    @cached_property
    def leaving(self) -> dict[str, list[Element]]:
        """The flows that leave each node, in the order of the file."""
        return self._flows_by("sourceRef")

    @cached_property
    def entering(self) -> dict[str, list[Element]]:
        """The flows that enter each node."""
        return self._flows_by("targetRef")

    @cached_property
    def after(self) -> dict[str, list[str]]:
        """The nodes that may follow each node: along flows, and its boundary events."""
        following = defaultdict(list)
        for flow in self.ways:
            following[flow.get("sourceRef")].append(flow.get("targetRef"))
        for node in self.of("boundaryEvent"):
            following[node.get("attachedToRef")].append(node.id)
        return following

    @cached_property
    def splits(self) -> dict[str, Branches]:
        """The nodes after which several tokens may run, each with its branches."""
        found: dict[str, Branches] = {}
        for node in self.nodes.values():
            if node.kind not in ONE_WAY and len(self.leaving[node.id]) > 1:
                found[node.id] = [[flow] for flow in self.leaving[node.id]]
        for event in self.of("boundaryEvent"):
            if not interrupts(event):
                found[event.id] = [self._going_on(event), self.leaving[event.id]]
        return found

    def _going_on(self, event: Element) -> list[Element]:
        """Return the flows along which what an event sits on may go on beside it."""
        host = event.get("attachedToRef")
        others = [one.id for one in self.of("boundaryEvent") if one.get("attachedToRef") == host]
        return [flow for one in (host, *others) if one != event.id for flow in self.leaving[one]]

    def of(self, *kinds: str) -> Iterator[Element]:
        """Yield the nodes of these kinds."""
        return (node for node in self.nodes.values() if node.kind in kinds)

    def reached(self, *starts: str) -> set[str]:
        """Return the nodes a token can come to from here, the starts included."""
        seen: set[str] = set()
        left = list(starts)
        while left:
            node = left.pop()
            if node not in seen:
                seen.add(node)
                left += self.after[node]
        return seen

    def _flows_by(self, end: str) -> dict[str, list[Element]]:
        found = defaultdict(list)
        for flow in self.ways:
            found[flow.get(end)].append(flow)
        return found


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
