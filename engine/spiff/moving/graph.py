"""A diagram as steps and ways, with its sub-processes opened up."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from engine.feel import Expression
from engine.spiff.definition import Definition
from engine.spiff.specs.events.borders import ScopeEvent
from engine.spiff.specs.nodes import Node
from engine.spiff.specs.objects import DataGate
from engine.spiff.specs.steps import SubProcess

Edge = tuple[str, str]
"""A flow (or nothing, for a way nobody drew) and the step it leads to."""


class Graph:
    """Where a token can go, and which names are read and made on its way.

    :ivar starts: where a new case begins, and the event sub-processes that may begin with it.
    :ivar reads: the names each step surely reads; ``makes`` the steps that make a name.
    :ivar local: names that only the repetitions of a step know.
    """

    def __init__(self, definition: Definition) -> None:
        self.starts = {first.step.id for first in definition.spec.start.outputs}
        self.after: dict[str, list[Edge]] = defaultdict(list)
        self.border: dict[str, list[Edge]] = defaultdict(list)
        self.reads: dict[str, set[str]] = defaultdict(set)
        self.makes: dict[str, set[str]] = defaultdict(set)
        self.local: set[str] = set()
        specs = (definition.spec, *definition.inner.values())
        elements = [element for spec in specs for element in spec.task_specs.values()]
        self.nodes = [element for element in elements if isinstance(element, Node)]
        for gate in (element for element in elements if isinstance(element, DataGate)):
            self.reads[gate.bpmn_id].update(gate.needs)
        ways: dict[str, list[Edge]] = defaultdict(list)
        for node in self.nodes:
            ways[node.step.id] += [(way.flow, step_of(way.target)) for way in node.ways]
            self.border[node.step.id] += [("", event.step.id) for event in node.border]
            self._note_names(node)
        self._connect(ways, definition.inner)

    def ahead(self, places: Collection[str], without: Collection[str] = ()) -> set[Edge]:
        """Return the flows and steps a token can come to, the places themselves among them.

        :param without: steps that are never done; what hangs on their border may happen.
        """
        found = {("", place) for place in places}
        seen, open_ = set(places), list(places)
        while open_:
            step = open_.pop()
            edges = self.border[step] + ([] if step in without else self.after[step])
            found.update(edges)
            fresh = {target for _, target in edges} - seen
            seen |= fresh
            open_ += fresh
        return found

    def steps_ahead(self, places: Collection[str], without: Collection[str] = ()) -> set[str]:
        """Return the steps a token can come to, the places themselves among them."""
        return {step for _, step in self.ahead(places, without)}

    def _connect(self, ways: Mapping[str, list[Edge]], inner: Mapping[str, Any]) -> None:
        """Lead into sub-processes, and out of their ends; ``id>`` is where one is left."""
        inside = {
            node.step.id: inner[node.spec] for node in self.nodes if isinstance(node, SubProcess)
        }
        for event in (node for node in self.nodes if isinstance(node, ScopeEvent)):
            self.after[event.step.id].append(("", step_of(event.outputs[0])))
        for step, edges in ways.items():
            self.after[f"{step}>" if step in inside else step] += edges
        for around, spec in inside.items():
            self.after[around] += [("", first.step.id) for first in spec.start.outputs]
            for node in spec.task_specs.values():
                if isinstance(node, Node) and not ways[node.step.id] and not node.hangs:
                    step = node.step.id
                    self.after[f"{step}>" if step in inside else step].append(("", f"{around}>"))

    def _note_names(self, node: Node) -> None:
        step, repeated = node.step.id, getattr(node, "instances", None)
        said = [value for name, value in vars(node).items() if name != "back"]
        self.reads[step].update(*(one.names for one in _expressions(said)))
        made = (node.answer, getattr(repeated, "output", None), *node.fills)
        for name in (*made, *(name for name, _ in getattr(node, "back", ()))):
            self.makes[name or step].add(step)
        if element := getattr(repeated, "element", None):
            self.local.add(element)


def step_of(element: Any) -> str:
    """Return the step a token comes to at an element, which may be something around it."""
    while not isinstance(element, Node):
        element = element.outputs[0]
    return element.step.id


def _expressions(said: Any) -> Iterator[Expression]:
    if isinstance(said, Expression):
        yield said
    elif isinstance(said, (list, tuple)):
        for one in said:
            yield from _expressions(one)
    elif is_dataclass(said) and not isinstance(said, type):
        for one in fields(said):
            value = getattr(said, one.name)
            if not isinstance(value, Node):
                yield from _expressions(value)
