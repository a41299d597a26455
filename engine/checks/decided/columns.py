"""What the cells of a table say of one value of each stretch of its inputs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from functools import reduce
from operator import and_
from typing import Any

from engine import feel
from engine.checks.decided.covering import TooMany
from engine.checks.expressions.comparing import ANY_MOMENT, constants_of
from engine.checks.expressions.questions import Questions
from engine.checks.expressions.stretches import ANOTHER, Domain, samples
from engine.feel import tree
from engine.feel.decisions import Input, Table
from engine.feel.decisions.types import Definition
from engine.feel.values import Months, kind

ANYTHING = object()
"""The only value of a column whose cells are not understood: only an empty one surely fits."""
KINDS: Mapping[str, Any] = {
    "number": Decimal(0),
    "string": ANOTHER,
    "boolean": True,
    "date": date(1970, 1, 1),
    "time": time(12),
    "date and time": ANY_MOMENT,
    "days and time duration": timedelta(days=1),
    "years and months duration": Months(12),
}
"""A value of each kind a column may have."""
MOST_FITTED = 400_000
"""Cells of a column times values that are tried with them: less than a second of work."""
Cells = tuple[feel.UnaryTests, ...]


@dataclass(frozen=True)
class Column:
    """One thing that a table asks, though several of its inputs may ask it.

    Sets of values and of rules are whole numbers, whose bits are places from the first on.

    :param free: it may have each of its values, whatever those of the others are.
    :param surely: for each rule the values its cells fit.
    :param perhaps: for each rule the values they might fit.
    """

    name: str
    free: bool
    values: tuple[Any, ...]
    surely: tuple[int, ...]
    perhaps: tuple[int, ...]

    @property
    def all(self) -> int:
        """All values."""
        return (1 << len(self.values)) - 1


def columns_of(table: Table, questions: Questions) -> tuple[Column, ...]:
    """Return what a table asks, each thing once.

    :raises TooMany: there are too many cells for too many values.
    """
    by_text = defaultdict[str, list[int]](list)
    for number, one in enumerate(table.inputs):
        by_text[one.expression.source.strip()].append(number)
    read = {name: _read(table.inputs[places[0]]) for name, places in by_text.items()}
    made = []
    for name, places in by_text.items():
        asked = [table.inputs[place] for place in places]
        rows = [tuple(rule.tests[place] for place in places) for rule in table.rules]
        others = [paths for other, paths in read.items() if other != name]
        made.append(_column(name, rows, _Asked(asked, table, questions, others)))
    return tuple(made)


@dataclass(frozen=True)
class _Asked:
    """One thing that a table asks: the inputs that do, and what the others read."""

    inputs: Sequence[Input]
    table: Table
    questions: Questions
    others: Sequence[frozenset[tuple[str, ...]]]

    @property
    def path(self) -> tuple[str, ...]:
        """The variable it is, if it is one; else nothing."""
        node = self.inputs[0].expression.tree
        while isinstance(node, tree.Path):
            node = node.source
        return self.inputs[0].expression.reads[0].path if isinstance(node, tree.Name) else ()

    @property
    def kind(self) -> str | None:
        """The kind of value it is, as its column and the types of the model say; or unknown."""
        for name, _ in self._types():
            if name in KINDS:
                return name
        return None

    @property
    def free(self) -> bool:
        """Whether nothing else that the table asks depends on it, nor it on anything."""
        mine, others = self.path, [path for paths in self.others for path in paths]
        return bool(mine) and not any(_together(mine, path) for path in others)

    def domain(self) -> Domain:
        """Return the values it may have; it is taken to have one, where no form says otherwise."""
        known = self.questions.asked_for(self.path) or Domain(missing=False)
        return replace(known, step=Decimal(1)) if self.inputs[0].whole else known

    def expected(self) -> Iterator[feel.UnaryTests]:
        """Yield what its values have to pass, as its columns and their types say."""
        for one in self.inputs:
            if one.values is not None:
                yield one.values
        for _, type_ in self._types():
            if type_ is not None and type_.allowed is not None:
                yield type_.allowed

    def _types(self) -> Iterator[tuple[str, Definition | None]]:
        """Yield the types of its columns and those they are made of, by name."""
        for one in self.inputs:
            seen, name = set[str](), one.type
            while name and name not in seen:
                seen.add(name)
                type_ = self.table.types.get(name)
                yield name, type_
                name = type_.base if type_ and not type_.many else None


def _read(one: Input) -> frozenset[tuple[str, ...]]:
    return frozenset(read.path for read in one.expression.reads)


def _together(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one variable lies within the other."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _column(name: str, rows: Sequence[Cells], asked: _Asked) -> Column:
    expected = list(asked.expected())
    constants = _constants([cell for row in rows for cell in row])
    constants += _constants(expected) if constants else []
    constants = _of_kind(constants, asked.kind)
    domain = asked.domain()
    domain = replace(domain, missing=domain.missing or None in constants)
    tried = [
        value
        for value in samples(constants, domain) or ()
        if value is None or all(_fits(test, value) for test in expected)
    ]
    if len(rows) * len(tried) > MOST_FITTED:
        raise TooMany
    fitting = _Fitting(tuple(tried) or (ANYTHING,))
    return Column(
        name,
        asked.free,
        fitting.values,
        tuple(reduce(and_, map(fitting.surely, row)) for row in rows),
        tuple(reduce(and_, map(fitting.perhaps, row)) for row in rows),
    )


def _of_kind(constants: list[Any], wanted: str | None) -> list[Any]:
    """Return those constants a value may be like; any value of its kind, where there are none."""
    if wanted is None or not constants:
        return constants
    fitting = [each for each in constants if each is None or kind(each) == wanted]
    return fitting if any(each is not None for each in fitting) else [*fitting, KINDS[wanted]]


def _constants(cells: Iterable[feel.UnaryTests]) -> list[Any]:
    """Return what the cells compare with, as far as they only compare."""
    return [value for cell in dict.fromkeys(cells) for value in constants_of(cell.tree) or ()]


def _understood(cell: feel.UnaryTests) -> bool:
    """Whether a cell only compares; what is null by mistake is told where it stands."""
    constants = constants_of(cell.tree)
    return constants is not None and (None not in constants or "null" in cell.source)


def _fits(cell: feel.UnaryTests, value: Any) -> bool:
    return cell.matches(value, {}, ANY_MOMENT) is True


class _Fitting:
    """Tells which values a cell fits, each cell once."""

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values, self._known = values, dict[str, tuple[int, int]]()

    def surely(self, cell: feel.UnaryTests) -> int:
        """Return the values a cell fits for certain."""
        return self._found(cell)[0]

    def perhaps(self, cell: feel.UnaryTests) -> int:
        """Return the values a cell might fit."""
        return self._found(cell)[1]

    def _found(self, cell: feel.UnaryTests) -> tuple[int, int]:
        if cell.source not in self._known:
            self._known[cell.source] = self._tried(cell)
        return self._known[cell.source]

    def _tried(self, cell: feel.UnaryTests) -> tuple[int, int]:
        everything = (1 << len(self.values)) - 1
        if isinstance(cell.tree, tree.Tests) and not cell.tree.tests:
            return everything, everything
        if not _understood(cell) or self.values == (ANYTHING,):
            return 0, everything
        found = sum(1 << place for place, each in enumerate(self.values) if _fits(cell, each))
        return found, found
