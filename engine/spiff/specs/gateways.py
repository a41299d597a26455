"""Gateways: the ways out are tried in the order of the file, never of the drawing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.spiff.errands import left_alone
from engine.spiff.scope import Token
from engine.spiff.specs import passing
from engine.spiff.specs.nodes import Element, Node
from engine.spiff.specs.ways import Way
from engine.spiff.trail import trail_of


class ExclusiveGateway(Node):
    """One way out, the first whose condition holds; every token goes on by itself.

    Source: BPMN 2.0.2, 13.4.2.
    """

    def _taken(self, token: Token) -> list[Way]:
        first = next((way for way in self.ways if way.holds(token)), None)
        return [] if first is None else [first]


class EventGateway(Node):
    """Waits for several events at once; the first that happens wins (see ``CatchEvent``).

    Source: BPMN 2.0.2, 13.4.4.
    """


class JoiningGateway(Node):
    """Takes a token from every flow that has one and goes on with them as one."""

    joins = True

    def _update_hook(self, token: Token) -> bool:
        token._set_state(TaskState.WAITING)
        return self.takes(token)

    def takes(self, token: Token) -> bool:
        """Return whether a token goes on, now as one with those that wait with it."""
        arrived = self._arrived(token.workflow.tasks) | {token.internal_data["flow"]: token}
        if not self._enough(token, arrived):
            return False
        passing.join(token, arrived)
        for other in arrived.values():
            if other is not token:
                other.cancel()
        return True

    def _arrived(self, tokens: Mapping[object, Token]) -> dict[str, Token]:
        """Return the first token on each flow into the gateway that has one."""
        found: dict[str, Token] = {}
        for token in tokens.values():
            if token.task_spec is self and token._state & (TaskState.FUTURE | TaskState.WAITING):
                found.setdefault(token.internal_data["flow"], token)
        return found

    def _enough(self, token: Token, arrived: Mapping[str, Token]) -> bool:
        """Return whether the tokens that have come may go on; each kind of join says."""
        raise NotImplementedError


class ParallelGateway(JoiningGateway):
    """Goes on when a token has come on every way in; one more than that keeps waiting.

    Source: BPMN 2.0.2, 13.4.1.
    """

    def _enough(self, token: Token, arrived: Mapping[str, Token]) -> bool:
        return len(arrived) == len(self.entering)


class InclusiveGateway(JoiningGateway):
    """Every way out whose condition holds; joins what may still arrive.

    It waits while a token somewhere can come in on a flow that is still empty, without passing
    this gateway before, and cannot as well come in on one that is not. Tokens that move by
    themselves move first, so that what it takes does not hang on who is moved before whom.

    Source: BPMN 2.0.2, 13.4.3.
    """

    patient = True

    def _update_hook(self, token: Token) -> bool:
        token._set_state(TaskState.WAITING)
        return False

    def _enough(self, token: Token, arrived: Mapping[str, Token]) -> bool:
        return not any(
            (ways := self._still_open(other)) and ways.isdisjoint(arrived)
            for other in token.workflow.unfinished()
        )

    def _still_open(self, token: Token) -> frozenset[str]:
        """Return the flows on which a token may come in."""
        spec, waits = token.task_spec, token._state != TaskState.READY
        if waits and (spec is self or spec.hangs):
            return frozenset()
        before = token.parent.task_spec if token.parent else spec
        at = before if isinstance(before, EventGateway) else spec
        alone = left_alone(trail_of(token).errands)
        spared = frozenset(flow for one in alone for flow in one.flows)
        ways_in = _ways_into(self, spared) if spared else self._ways_in
        return ways_in.get(at.name, frozenset())

    @cached_property
    def _ways_in(self) -> Mapping[str, frozenset[str]]:
        return _ways_into(self)


def _ways_into(
    gateway: Node, without: frozenset[str] = frozenset()
) -> Mapping[str, frozenset[str]]:
    """Return, for every element, the flows by which a token there can come into a gateway.

    Paths through the gateway itself do not count; those over an event on a border do.

    :param without: flows that are not taken.
    """
    before = _before(gateway._wf_spec.task_specs.values(), without)
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


def _before(elements: Any, without: frozenset[str]) -> dict[str, list[tuple[str, str]]]:
    """Return, for every element, the flows into it, each with the element it comes from."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for element in elements:
        for flow, after in ways_after(element):
            if flow not in without:
                found[after.name].append((flow, element.name))
    return found


def ways_after(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield where a token can go on from an element, with the flows; events on its border, too."""
    for after in element.outputs:
        yield "", after
    if isinstance(element, Node):
        for way in element.ways:
            yield way.flow, way.target
        for event in element.border:
            yield "", event
