"""Where a token can still come to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from engine.spiff.specs.nodes import Element, Node


def ways_into(gateway: Node) -> Mapping[str, frozenset[str]]:
    """Return, for every element, the flows by which a token there can come into a gateway.

    Paths through the gateway itself do not count; those over an event on a border do.
    """
    before = _before(gateway._wf_spec.task_specs.values())
    found: dict[str, set[str]] = defaultdict(set)
    for flow, source in before[gateway.name]:
        ahead = [source]
        while ahead:
            name = ahead.pop()
            if flow not in found[name]:
                found[name].add(flow)
                if name != gateway.name:
                    ahead += [earlier for _, earlier in before[name]]
    return {name: frozenset(flows) for name, flows in found.items()}


def _before(elements: Any) -> dict[str, list[tuple[str, str]]]:
    """Return, for every element, the flows into it, each with the element it comes from."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for element in elements:
        for flow, after in _after(element):
            found[after.name].append((flow, element.name))
    return found


def _after(element: Element) -> Iterator[tuple[str, Element]]:
    for after in element.outputs:
        yield "", after
    if isinstance(element, Node):
        for way in element.ways:
            yield way.flow, way.target
        for event in element.border:
            yield "", event
