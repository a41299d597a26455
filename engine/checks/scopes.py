"""A process or sub-process as a graph: its nodes and the flows between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from engine.checks.elements import Element
from engine.checks.words import words

if TYPE_CHECKING:
    from engine.checks.diagrams import Diagram

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
    diagram: Diagram

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
