"""Decision tables: reading them, and finding the rules that hit."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.documents import line_of
from engine.feel.closures.registry import closure
from engine.feel.decisions import hits, xml
from engine.feel.decisions.fitting import Fitting
from engine.feel.decisions.reading import Reading
from engine.feel.decisions.types import Types, type_name
from engine.feel.expression import Expression, UnaryTests
from engine.feel.grammar import tree
from engine.feel.scope import Scope

WHOLE = ("integer", "long", "feel:integer")


@dataclass(frozen=True)
class Input:
    """A column that is tested.

    :param values: what its values are expected to be; checks ask for it, deciding does not.
    :param whole: its numbers are whole ones.
    """

    label: str
    expression: Expression
    type: str | None
    values: UnaryTests | None = None
    whole: bool = False


@dataclass(frozen=True)
class Output:
    """A column that is given out.

    :param values: the values it may have, the most important first.
    """

    name: str
    type: str | None
    values: tuple[Expression, ...]
    default: Expression | None


@dataclass(frozen=True)
class Rule:
    """A row.

    :param line: where it stands in the file.
    """

    tests: tuple[UnaryTests, ...]
    results: tuple[Expression, ...]
    line: int | None


@dataclass(frozen=True)
class Table:
    """A decision table.

    :param policy: ``UNIQUE``, ``ANY``, ``FIRST``, ``PRIORITY``, ``RULE ORDER``,
        ``OUTPUT ORDER``, ``COLLECT``, and with aggregation ``SUM``, ``MIN``, ``MAX``, ``COUNT``.
    """

    policy: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    types: Types
    line: int | None = None

    def value(self, scope: Scope) -> Any:
        """Return what the table decides.

        :raises Invalid: the rules that hit do not go with its hit policy.
        """
        rows = hits.Hits(scope, list(self._hits(scope)))
        rows.priorities = [[part.closure(scope) for part in out.values] for out in self.outputs]
        if not rows.numbers:
            return self._default(scope)
        rows.results = [self._result(scope, self.rules[number - 1]) for number in rows.numbers]
        return hits.POLICIES[self.policy](rows)

    def _hits(self, scope: Scope) -> Iterator[int]:
        fitting = Fitting(self.types, scope.run)
        tested = [
            scope.with_({"?": fitting.value(one.expression.closure(scope), one.type)})
            for one in self.inputs
        ]
        for number, rule in enumerate(self.rules, 1):
            scope.run.spend()
            cells = zip(rule.tests, tested, strict=True)
            if all(test.closure(inside) is True for test, inside in cells):
                yield number

    def _result(self, scope: Scope, rule: Rule) -> Any:
        return self._named(scope, [part.closure(scope) for part in rule.results])

    def _default(self, scope: Scope) -> Any:
        if not any(output.default for output in self.outputs):
            scope.run.note("no rule hits")
            return Decimal(0) if self.policy == "COUNT" else None
        return self._named(
            scope,
            [out.default.closure(scope) if out.default else None for out in self.outputs],
        )

    def _named(self, scope: Scope, values: list[Any]) -> Any:
        fitting = Fitting(self.types, scope.run)
        fitted = [
            fitting.value(value, output.type)
            for value, output in zip(values, self.outputs, strict=True)
        ]
        if len(fitted) == 1:
            return fitted[0]
        return {output.name: value for output, value in zip(self.outputs, fitted, strict=True)}


def read_table(element: xml.Element, reading: Reading, types: Types) -> Table:
    """Return the decision table of an element; what is wrong stays with the reading."""
    policy = (element.get("hitPolicy") or "UNIQUE").upper()
    aggregation = element.get("aggregation")
    if policy == "COLLECT" and aggregation:
        policy = aggregation.upper()
    inputs = tuple(_input(part, reading) for part in xml.all_of(element, "input"))
    outputs = tuple(_output(part, reading) for part in xml.all_of(element, "output"))
    rules = tuple(_rule(part, reading) for part in xml.all_of(element, "rule"))
    table = Table(policy, inputs, outputs, rules, types, line_of(element))
    _check(element, table, reading)
    return table


def _input(element: xml.Element, reading: Reading) -> Input:
    expression = xml.first(element, "inputExpression")
    label = element.get("label") or xml.text(expression)
    written = expression.get("typeRef") if expression is not None else None
    values = xml.first(element, "inputValues")
    expected = reading.tests(values) if values is not None else None
    read = reading.expression(expression)
    return Input(label, read, type_name(written), expected, written in WHOLE)


def _output(element: xml.Element, reading: Reading) -> Output:
    values = xml.first(element, "outputValues")
    default = xml.first(element, "defaultOutputEntry")
    return Output(
        xml.name(element),
        type_name(element.get("typeRef")),
        _priorities(reading, values),
        reading.expression(default) if default is not None and xml.text(default) else None,
    )


def _priorities(reading: Reading, element: xml.Element | None) -> tuple[Expression, ...]:
    found = reading.tests(element).tree
    assert isinstance(found, tree.Tests)
    tests = [test.test for test in found.tests if isinstance(test, tree.Within)]
    return tuple(Expression("", test, closure(test)) for test in tests)


def _rule(element: xml.Element, reading: Reading) -> Rule:
    return Rule(
        tuple(reading.tests(cell) for cell in xml.all_of(element, "inputEntry")),
        tuple(reading.expression(cell) for cell in xml.all_of(element, "outputEntry")),
        line_of(element),
    )


def _check(element: xml.Element, table: Table, reading: Reading) -> None:
    if table.policy not in hits.POLICIES:
        reading.refuse(
            element, "decision.hit_policy", "there is no hit policy %(found)s", found=table.policy
        )
    if not table.outputs:
        reading.refuse(element, "decision.no_output", "the table has no output")
    if table.policy in hits.BY_PRIORITY and not any(out.values for out in table.outputs):
        reading.refuse(
            element,
            "decision.no_priority",
            "the hit policy %(policy)s needs the values of an output, the most important first",
            policy=table.policy,
        )
    for number, rule in enumerate(table.rules, 1):
        widths = len(rule.tests), len(rule.results)
        if widths != (len(table.inputs), len(table.outputs)):
            reading.refuse(
                element, "decision.ragged", "rule %(number)s has too few cells", number=number
            )
