"""Looks for combinations of values that no rule of a table fits."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

Sets = Sequence[int]
"""For each column a set of its values."""


class TooMany(Exception):
    """There are too many combinations to try."""


class Covering:
    """The rules of a table, ready to be asked which of them fit.

    :param rules: for each column and rule the values that fit, as bits.
    :param patience: how many combinations are tried, for all questions together.
    """

    def __init__(self, rules: Sequence[Sets], sizes: Sequence[int], patience: int) -> None:
        self._rules, self._left = rules, patience
        self._meeting = dict[tuple[int, int], int]()
        self._fitting = [
            [_bits(rule >> value & 1 for rule in column) for value in range(size)]
            for column, size in zip(rules, sizes, strict=True)
        ]

    def box(self, rule: int) -> list[int]:
        """Return the values that fit a rule, for each column."""
        return [column[rule] for column in self._rules]

    def meeting(self, box: Sets, rules: int) -> int:
        """Return those of the rules that fit some combination within a box."""
        for column, values in enumerate(box):
            rules &= self._fitting_any(column, values)
        return rules

    def _fitting_any(self, column: int, values: int) -> int:
        if (column, values) not in self._meeting:
            sets = (self._fitting[column][value] for value in members(values))
            self._meeting[column, values] = reduce(or_, sets, 0)
        return self._meeting[column, values]

    def left_out(self, box: Sets, rules: int) -> dict[int, int] | None:
        """Return a combination within a box that no rule fits, ``None`` where there is none.

        :returns: the value of each column that matters.
        :raises TooMany: patience is at its end.
        """
        return self._search(box, rules, 0, self._filling(box), set())

    def _filling(self, box: Sets) -> list[int]:
        """Return for each column the rules that fit everything from there on."""
        filling = [-1]
        for fitting, values in reversed(list(zip(self._fitting, box, strict=True))):
            every = filling[-1]
            for value in members(values):
                every &= fitting[value]
            filling.append(every)
        return filling[::-1]

    def _search(
        self, box: Sets, rules: int, column: int, filling: Sets, seen: set[tuple[int, int]]
    ) -> dict[int, int] | None:
        if not rules:
            return {}
        if rules & filling[column] or (column, rules) in seen:
            return None
        self._left -= 1 + box[column].bit_count()
        if self._left < 0:
            raise TooMany
        seen.add((column, rules))
        tried = dict[int, int]()
        for value in members(box[column]):
            tried.setdefault(rules & self._fitting[column][value], value)
        for fitting, value in tried.items():
            found = self._search(box, fitting, column + 1, filling, seen)
            if found is not None:
                return {column: value, **found} if fitting != rules else found
        return None


def members(values: int) -> Iterator[int]:
    """Yield the places of a set, from the first on.

    >>> list(members(0b1101))
    [0, 2, 3]
    """
    while values:
        lowest = values & -values
        yield lowest.bit_length() - 1
        values ^= lowest


def _bits(places: Iterator[int]) -> int:
    return sum(bit << place for place, bit in enumerate(places))
