"""How many working days the steps of a process take one after the other, and which these are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from engine.checks.business.people import group_of
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.scopes import Scope
from engine.people import APPLICANT

Limit = Callable[[Element], Fraction]
"""How many working days a step may take."""


@dataclass(frozen=True)
class Serial:
    """Steps that are done one after the other, each with the working days it may take."""

    shares: tuple[tuple[Element, Fraction], ...] = ()

    @property
    def days(self) -> Fraction:
        """The working days they may take in all."""
        return sum((days for _, days in self.shares), Fraction())

    def and_then(self, step: Element, days: Fraction) -> "Serial":
        """Return these steps and one more."""
        return Serial((*self.shares, (step, days))) if days else self

    def __str__(self) -> str:
        """Name each step with its days."""
        return "、".join(
            f"{step.get('name') or step.id} {ceil(days)}" for step, days in self.shares
        )


class Clock:
    """Adds up limits along the longest way from acceptance to decision.

    What is asked of the applicant, or pauses the clock, costs no time of the office; nor does the
    step that accepts, unless its acceptance is dated back. A way that comes back to where it was
    is counted once. ``counted`` has each step on any way, and its days.

    """

    def __init__(self, diagram: Diagram, limit: Limit) -> None:
        self._diagram, self._limit = diagram, limit
        self._scopes = {scope.element.id: scope for scope in diagram.scopes}
        said = {node.settings().get("milestone") for node in diagram.nodes()}
        self._runs_from_start = "accepted" not in said
        self._longest = Serial()
        self.counted: dict[Element, Fraction] = {}

    def longest(self) -> Serial:
        """Return the steps of the longest way through the first process of the diagram."""
        self._through(self._diagram.scopes[0], Serial() if self._runs_from_start else None)
        return self._longest

    def _through(self, scope: Scope, begun: Serial | None) -> Serial | None:
        """Return the steps until the end of a scope; ``None`` while the clock does not run."""
        at: dict[str, Serial | None] = {}
        for node in _in_order(scope):
            before = [at[each] for each in _before(scope, node) if each in at]
            at[node.id] = self._after(node, begun if not before else _longest(before))
        return _longest(at.get(end.id) for end in scope.of("endEvent"))

    def _after(self, node: Element, way: Serial | None) -> Serial | None:
        milestone = node.settings().get("milestone")
        way = Serial() if milestone == "accepted" else way
        if (inner := self._scopes.get(node.id)) is not None and not self._limit(node):
            way = self._through(inner, way)
        elif way is not None:
            way = way.and_then(node, self._costs(node))
            self.counted[node] = self._costs(node)
        self._longest = _longest((self._longest, way)) or self._longest
        return None if milestone == "decided" else way

    def _costs(self, node: Element) -> Fraction:
        said = node.settings()
        before = said.get("milestone") == "accepted" and said.get("as_of", "now") == "now"
        free = before or "clock" in said or group_of(self._diagram, node) == APPLICANT
        return Fraction() if free else self._limit(node)


def _longest(ways: Iterable[Serial | None]) -> Serial | None:
    counting = (way for way in ways if way is not None)
    return max(counting, key=lambda way: way.days, default=None)


def _before(scope: Scope, node: Element) -> list[str]:
    if node.kind == "boundaryEvent":
        return [node.get("attachedToRef")]
    return [flow.get("sourceRef") for flow in scope.entering[node.id]]


def _in_order(scope: Scope) -> Iterator[Element]:
    """Yield the nodes so that each comes behind those that lead to it, loops apart."""
    done: list[str] = []
    seen: set[str] = set()
    left = [(node, False) for node in reversed(scope.nodes)]
    left += [(start.id, False) for start in scope.of("startEvent")]
    while left:
        node, left_behind = left.pop()
        if left_behind:
            done.append(node)
        elif node not in seen and node in scope.nodes:
            seen.add(node)
            left.append((node, True))
            left += [(following, False) for following in scope.after.get(node, ())]
    return (scope.nodes[node] for node in reversed(done))
