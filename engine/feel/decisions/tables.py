"""Decision tables: finding the rules that hit, and what they give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine.feel.decisions import hits
from engine.feel.decisions.fitting import Fitting
from engine.feel.decisions.types import Types
from engine.feel.expression import Expression, UnaryTests
from engine.feel.notes import Cell
from engine.feel.scope import Evaluation, Scope


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

    :param cells: where its tests stand.
    :param line: where it stands in the file.
    """

    tests: tuple[UnaryTests, ...]
    results: tuple[Expression, ...]
    cells: tuple[Cell, ...]
    line: int | None

    def hits(self, run: Evaluation, tested: Sequence[Scope]) -> bool:
        """Tell whether each value passes its test."""
        for test, cell, inside in zip(self.tests, self.cells, tested, strict=True):
            since = len(run.notes)
            hit = test.closure(inside) is True
            if len(run.notes) > since:
                run.place(since, cell)
            if not hit:
                return False
        return True


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
    cell: Cell

    @property
    def line(self) -> int | None:
        """Where it stands in the file."""
        return self.cell.line

    def value(self, scope: Scope) -> Any:
        """Return what the table decides.

        :raises Invalid: the rules that hit do not go with its hit policy.
        """
        since = len(scope.run.notes)
        try:
            return self._decided(scope)
        finally:
            scope.run.place(since, self.cell)

    def _decided(self, scope: Scope) -> Any:
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
            if rule.hits(scope.run, tested):
                yield number

    def _result(self, scope: Scope, rule: Rule) -> Any:
        return self._named(scope, [part.closure(scope) for part in rule.results])

    def _default(self, scope: Scope) -> Any:
        if not any(output.default for output in self.outputs):
            scope.run.column = 0
            scope.run.explain("no rule hits")
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
