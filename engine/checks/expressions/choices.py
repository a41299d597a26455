"""Where a case goes one way, exactly one way is meant for every value."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.comparing import Comparing
from engine.checks.expressions.questions import Questions
from engine.checks.expressions.stretches import samples, shown
from engine.checks.expressions.written import Written
from engine.checks.findings import Finding, Rule
from engine.checks.folder import Folder
from engine.checks.scopes import ACTIVITIES, CHOOSING, Scope

NO_DEFAULT = Rule(
    "structure.no_default_flow",
    "if no condition holds, the case can not go on",
    "make one of the flows the default flow",
)
GAP = Rule(
    "engine.choice_gap",
    "if %(variable)s is %(example)s, no condition holds and the case can not go on",
    "make one of the flows the default flow, or add a condition for it",
)
OVERLAP = Rule(
    "engine.choice_overlap",
    "if %(variable)s is %(example)s, this condition holds, and so does that of %(first)s",
    "let exactly one of the two hold for every value",
)
NEVER_TAKEN = Rule(
    "engine.choice_never_taken",
    "whenever this condition holds, one before it holds already, e.g. if %(variable)s is "
    "%(example)s that of %(first)s",
    "change the condition, the order of the flows in the file, or delete the flow",
)
NEVER_TRUE = Rule(
    "engine.choice_never_true",
    "no value of %(variable)s makes this condition true",
    "compare with values that there are, or delete the flow",
)


@dataclass(frozen=True)
class Way:
    """A flow out of a choice, and what its condition compares."""

    flow: Element
    comparing: Comparing | None


@dataclass(frozen=True)
class Choice:
    """A gateway with its ways in the order of the file, the default flow left out.

    :param sure: the names that have a value whenever a case comes here.
    """

    gateway: Element
    ways: tuple[Way, ...]
    questions: Questions
    sure: frozenset[str]

    def gap(self) -> Finding | None:
        """Return the finding that a value has no way."""
        compared = [way.comparing for way in self.ways if way.comparing is not None]
        values = self._values(compared)
        if len(compared) < len(self.ways) or len({each.path for each in compared}) != 1:
            return NO_DEFAULT.at(self.gateway)
        if values is None:
            return NO_DEFAULT.at(self.gateway)
        left = [value for value in values if not any(_hold(compared, value))]
        if not left:
            return None
        variable = ".".join(compared[0].path)
        return GAP.at(self.gateway, variable=variable, example=shown(left[0]))

    def overlaps(self) -> Iterator[Finding]:
        """Yield the conditions that hold, for some value, together with one before them."""
        for number, way in enumerate(self.ways):
            if (own := way.comparing) is not None:
                before = [
                    (each.flow, each.comparing)
                    for each in self.ways[:number]
                    if each.comparing is not None and each.comparing.path == own.path
                ]
                yield from self._overlap(way.flow, own, before)

    def _overlap(
        self, flow: Element, own: Comparing, before: list[tuple[Element, Comparing]]
    ) -> Iterator[Finding]:
        earlier = [comparing for _, comparing in before]
        values, variable = self._values([*earlier, own]), ".".join(own.path)
        held = [value for value in values or () if own.holds(value)]
        taken = [value for value in held if any(_hold(earlier, value))]
        if values is not None and not held and not self._unoffered(own):
            yield NEVER_TRUE.at(flow, variable=variable)
        elif taken:
            first, _ = before[_hold(earlier, taken[0]).index(True)]
            rule = NEVER_TAKEN if len(taken) == len(held) else OVERLAP
            yield rule.at(flow, variable=variable, example=shown(taken[0]), first=first.id)

    def _unoffered(self, own: Comparing) -> bool:
        """Whether it asks for an option there is not, which has a finding of its own."""
        options = self.questions.domain(own.path, asked=True).options
        return options is not None and not set(own.constants) <= {*options, None}

    def _values(self, compared: list[Comparing]) -> list[Any] | None:
        if not compared:
            return None
        path = compared[0].path
        constants = [value for each in compared for value in each.constants]
        return samples(constants, self.questions.domain(path, path[0] in self.sure))


def bad_choices(diagram: Diagram, folder: Folder) -> Iterator[Finding]:
    """Yield choices that leave a value without a way, or give it two."""
    questions, written = Questions.of(diagram, folder), Written(diagram)
    for scope in diagram.scopes:
        for node in scope.of(*CHOOSING):
            sure = written.surely(node, "left")
            choice = Choice(node, tuple(_ways(scope, node)), questions, sure)
            if node.kind == "exclusiveGateway" and len(scope.leaving[node.id]) > 1:
                yield from choice.overlaps()
            if _may_stop(scope, node) and (told := choice.gap()) is not None:
                yield told


def _may_stop(scope: Scope, node: Element) -> bool:
    """Whether a case goes on from here only along flows whose conditions hold."""
    leaving = scope.leaving[node.id]
    if node.get("default"):
        return False
    if node.kind in ACTIVITIES:
        return bool(leaving) and all(flow.child("conditionExpression") for flow in leaving)
    return len(leaving) > 1


def _ways(scope: Scope, node: Element) -> Iterator[Way]:
    for flow in scope.leaving[node.id]:
        if flow.id != node.get("default"):
            yield Way(flow, _said(flow))


def _said(flow: Element) -> Comparing | None:
    condition = flow.child("conditionExpression")
    with suppress(feel.FeelError):
        if condition is not None and condition.text:
            return Comparing.of(feel.compile(condition.text))
    return None


def _hold(compared: list[Comparing], value: Any) -> list[bool]:
    return [each.holds(value) for each in compared]
