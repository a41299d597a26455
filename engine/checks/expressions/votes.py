"""Votes end when they are certain: conditions are tried on answers of a few departments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from typing import Any

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.elements import Element
from engine.checks.expressions.names import ANSWERED, MULTI
from engine.checks.findings import Finding, Rule
from engine.feel import tree
from engine.rules.opinions import Opinion
from engine.spiff import ASKED, COUNTED

NEVER = Rule(
    "engine.vote_never_certain",
    "as long as anybody has not answered, this condition is never true",
    "delete the condition, or ask what can be certain before: "
    "=decided(all agree(%(answers)s, allAsked))",
    severity="warning",
)
OPEN = Rule(
    "engine.vote_open",
    "if the first answer is %(example)s, this condition is neither true nor false, "
    "and the case can not go on",
    "write =decided(…) around it",
)
WITHOUT_ASKED = Rule(
    "engine.vote_without_asked",
    "%(function)s knows only those who have answered: the first answer decides",
    "add allAsked, e.g. =decided(%(function)s(…, allAsked))",
    severity="warning",
)
FUNCTIONS = {
    way.name: len(way.parameters)
    for ways in feel.BUILTINS.values()
    for way in ways
    if way.parameters and way.parameters[-1].name == "asked"
}
"""The functions that may be told who was asked, with their number of parameters."""
SOME = ("agree", "disagree", "not_ours", "go_upward")
"""One opinion for each of the stances."""
FEW, MANY = (2, 3, 4), (10, 30, 100)
"""So many departments answer in every way there is, so many all alike."""
AT = datetime(2026, 1, 1, tzinfo=UTC)
Answers = tuple[str, ...]


def uncertain_votes(diagram: Diagram) -> Iterator[Finding]:
    """Yield the completion conditions of votes that end too early, too late, or never."""
    for place in diagram.of("completionCondition"):
        for poll in _polls(place):
            yield from poll.findings()


def _polls(place: Element) -> Iterator["_Poll"]:
    """Yield a condition that counts opinions, if it reads nothing else."""
    loop = next((each for each in place.around() if each.kind == MULTI), None)
    said = loop.extension("loopCharacteristics") if loop is not None else None
    try:
        condition = feel.compile(place.text)
        result = feel.compile(said.get("outputElement") if said is not None else "null")
    except feel.FeelError:
        return
    output = said.get("outputCollection") if said is not None else ""
    counts = _called(condition.tree) or set(Opinion) & _texts(condition.tree)
    if loop is not None and said is not None and counts:
        node = next(loop.around())
        if condition.names <= {output, *COUNTED}:
            tasks = tuple(each.id for each in node.within() if each.kind in ANSWERED)
            yield _Poll(place, condition, result, output, said.get("inputElement"), tasks)


@dataclass(frozen=True)
class _Poll:
    """What is asked of several departments.

    :param result: what an instance leaves.
    :param tasks: the ids of the tasks that may hold the opinion.
    """

    place: Element
    condition: feel.Expression
    result: feel.Expression
    output: str
    element: str
    tasks: tuple[str, ...]

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with the condition."""
        for name in sorted(_unaware(self.condition.tree)):
            yield WITHOUT_ASKED.at(self.place, function=name)
        first = {said: self._asked((said,), 2) for said in SOME}
        unclear = [said for said, found in first.items() if type(found) is not bool]
        if unclear:
            yield OPEN.at(self.place, example=unclear[0])
        elif not any(self._asked(said, count) is True for said, count in _partly()):
            yield NEVER.at(self.place, answers=self.output)

    def _asked(self, said: Answers, count: int) -> Any:
        """Return what the condition says when only the first have answered."""
        names = self._departments(count)
        answers = [self._left(one, name) for one, name in zip(said, names, strict=False)]
        done, total = Decimal(len(said)), Decimal(count)
        counted = dict(zip(COUNTED, (total, total - done, done, 0, names), strict=True))
        return self.condition.evaluate({**counted, self.output: answers}, AT)

    def _left(self, opinion: str, department: str) -> Any:
        given: dict[str, Any] = {task: {"opinion": opinion} for task in self.tasks}
        return self.result.evaluate({**given, self.element: department}, AT)

    def _departments(self, count: int) -> list[str]:
        """Return departments, first those the condition names."""
        named = sorted(_texts(self.condition.tree) - set(Opinion))[:count]
        return [*named, *(f"{ASKED}_{number}" for number in range(count - len(named)))]


def _partly() -> Iterator[tuple[Answers, int]]:
    """Yield what some may have said of so many that are asked."""
    for count in FEW:
        yield from (
            (said, count) for some in range(1, count) for said in product(SOME, repeat=some)
        )
    for count in MANY:
        yield from (((one,) * some, count) for one in SOME for some in (1, count // 2, count - 1))


def _called(node: tree.Node) -> set[str]:
    """Return the functions of votes that an expression calls."""
    return {name for name, _ in _calls(node)}


def _unaware(node: tree.Node) -> set[str]:
    """Return those of them that are not told who was asked."""
    return {
        name
        for name, call in _calls(node)
        if len(call.arguments) < FUNCTIONS[name] and "asked" not in dict(call.named)
    }


def _calls(node: tree.Node) -> Iterator[tuple[str, tree.Call]]:
    for each in feel.walk(node):
        match each:
            case tree.Call(function=tree.Name(name)) if name in FUNCTIONS:
                yield name, each


def _texts(node: tree.Node) -> set[str]:
    """Return the texts and the keys that an expression holds, departments among them."""
    found: set[str] = set()
    for each in feel.walk(node):
        match each:
            case tree.Literal(value=str(text)):
                found.add(text)
            case tree.Context(entries=entries):
                found |= {key for key, _ in entries}
    return found
