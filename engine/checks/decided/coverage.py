"""A table of one answer has exactly one for every combination of values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine import feel
from engine.checks.decided.columns import Column, columns_of
from engine.checks.decided.covering import Covering, members
from engine.checks.expressions.comparing import ANY_MOMENT
from engine.checks.expressions.questions import Questions
from engine.checks.expressions.stretches import shown
from engine.checks.findings import Finding, Rule, Spot, said
from engine.feel.decisions import Table

GAP = Rule(
    "engine.table_gap",
    "if %(example)s, no rule hits and the result is null",
    "add a rule for it, or a last rule that fits everything",
    severity="warning",
)
OVERLAP = Rule(
    "engine.table_overlap",
    "if %(example)s, rule %(number)s hits, and so does rule %(first)s",
    "let exactly one of the two hit, or choose another hit policy",
)
CONTRADICTION = Rule(
    "engine.table_contradiction",
    "if %(example)s, rule %(number)s hits, and so does rule %(first)s with another result",
    "let both give the same, or only one of them hit",
)
NEVER_REACHED = Rule(
    "engine.table_never_reached",
    "whenever rule %(number)s hits, one before it has hit already, e.g. rule %(first)s",
    "move the rule up, change it, or delete it",
    severity="warning",
)
NEVER_TRUE = Rule(
    "engine.table_never_true",
    "no value of %(variable)s fits rule %(number)s",
    "ask for values that there are, or delete the rule",
)
TOO_MANY = Rule(
    "engine.table_too_many",
    "the table is too large to try every combination of values for gaps and overlaps",
    "make two tables, one of which requires the other",
    severity="warning",
)
SINGLE = ("UNIQUE", "ANY", "FIRST", "PRIORITY")
PATIENCE = 200_000
"""Values that are tried one after the other for one question: some tenths of a second."""
ALWAYS = said("whatever the values are, rule %(number)s hits, and so does rule %(first)s")


@dataclass(frozen=True)
class Coverage:
    """One table, and what its cells say of its values."""

    table: Table
    columns: Sequence[Column]
    file: str
    place: str

    @classmethod
    def of(cls, table: Table, questions: Questions, file: str, place: str) -> "Coverage":
        """Return what a table says of the values that forms and types know.

        :raises TooMany: it is too large to tell.
        """
        return cls(table, columns_of(table, questions), file, place)

    def findings(self) -> Iterator[Finding]:
        """Yield what the table decides twice, never, or not at all.

        :raises TooMany: it is too large to tell.
        """
        yield from self._never_true()
        yield from self._twice()
        yield from self._unreached()
        yield from self._gap()

    def _never_true(self) -> Iterator[Finding]:
        for column in self.columns:
            for number, values in enumerate(column.perhaps, 1):
                if column.free and not values:
                    yield NEVER_TRUE.at(self._rule(number), variable=column.name, number=number)

    def _twice(self) -> Iterator[Finding]:
        """Yield each rule that hits together with one before it, where that is no answer."""
        if self.table.policy not in ("UNIQUE", "ANY"):
            return
        covering = self._covering([column.surely for column in self.columns])
        for rule in range(1, len(self.table.rules)):
            box = covering.box(rule)
            for first in members(covering.meeting(box, (1 << rule) - 1)):
                if self.table.policy == "UNIQUE" or self._differ(first, rule):
                    yield self._together(first, rule)
                    break

    def _together(self, first: int, rule: int) -> Finding:
        kind = OVERLAP if self.table.policy == "UNIQUE" else CONTRADICTION
        chosen = {
            number: next(members(column.surely[first] & column.surely[rule]))
            for number, column in enumerate(self.columns)
            if column.surely[first] & column.surely[rule] != column.all
        }
        if not chosen:
            return kind.because(self._rule(rule + 1), ALWAYS, number=rule + 1, first=first + 1)
        certain = all(self.columns[number].free for number in chosen)
        return kind.softly(certain).at(
            self._rule(rule + 1), example=self._told(chosen), number=rule + 1, first=first + 1
        )

    def _differ(self, first: int, rule: int) -> bool:
        """Whether two rules give what surely is not the same."""
        pairs = zip(self.table.rules[first].results, self.table.rules[rule].results, strict=True)
        return any(_differ(one, other) for one, other in pairs)

    def _unreached(self) -> Iterator[Finding]:
        if self.table.policy != "FIRST":
            return
        covering = self._covering([column.surely for column in self.columns])
        for rule in range(1, len(self.table.rules)):
            box, before = [column.perhaps[rule] for column in self.columns], (1 << rule) - 1
            if all(box) and covering.left_out(box, before) is None:
                first = next(members(covering.meeting(box, before)))
                yield NEVER_REACHED.at(self._rule(rule + 1), number=rule + 1, first=first + 1)

    def _gap(self) -> Iterator[Finding]:
        if self.table.policy not in SINGLE or any(out.default for out in self.table.outputs):
            return
        covering = self._covering([_might(column) for column in self.columns])
        box, everything = [column.all for column in self.columns], (1 << len(self.table.rules)) - 1
        left = covering.left_out(box, everything)
        if left:
            yield GAP.at(self._at(self.table.line), example=self._told(left))

    def _covering(self, rules: Sequence[Sequence[int]]) -> Covering:
        sizes = [len(column.values) for column in self.columns]
        return Covering(rules, sizes, PATIENCE)

    def _told(self, chosen: dict[int, int]) -> str:
        """Return values as one would write them, such as ``amount = 5``."""
        values = ((self.columns[n], self.columns[n].values[place]) for n, place in chosen.items())
        return ", ".join(f"{column.name} = {shown(value)}" for column, value in values)

    def _rule(self, number: int) -> Spot:
        return self._at(self.table.rules[number - 1].line)

    def _at(self, line: int | None) -> Spot:
        return Spot(self.file, line or 1, self.place)


def _might(column: Column) -> Sequence[int]:
    """Return what each rule might fit; what is calculated might be anything."""
    if column.free:
        return column.perhaps
    return [values and column.all for values in column.perhaps]


def _differ(one: feel.Expression, other: feel.Expression) -> bool:
    """Whether two cells are known to give different results."""
    parts = [feel.constant(one.tree), feel.constant(other.tree)]
    found = [part.evaluate({}, ANY_MOMENT) for part in parts if part is not None]
    return len(found) == 2 and found[0] != found[1]
