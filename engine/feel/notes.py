"""Why something is null: in plain words, with the place in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.errors import Told


@dataclass(frozen=True)
class Cell:
    """Where a text stands in a decision model.

    :param part: the id of the decision or of the knowledge it belongs to.
    :param column: of a decision table, the heading under which it stands.
    """

    part: str
    line: int | None
    text: str
    column: str = ""


@dataclass(frozen=True)
class Note:
    """One reason why something is null.

    :param message: an English %-template, also the key of its translations.
    :param of: the function or operator that has no result, e.g. ``"number"``.
    :param column: where in the text, from 1; 0 where no text says it.
    :param cell: where the text stands, in a decision model.
    """

    message: str
    params: Mapping[str, Any] = field(default_factory=dict)
    of: str = ""
    column: int = 0
    cell: Cell | None = None

    def __str__(self) -> str:
        return str(replace(self, column=0).told)

    @property
    def told(self) -> Told:
        """Return it as words that can be translated, with the place in the text.

        >>> str(Note("%(name)s is not known", {"name": "age"}, column=5).told)
        'age is not known (column 5)'
        """
        words = Told(self.message, self.params)
        if self.of:
            words = Told("%(function)s: %(why)s", {"function": self.of, "why": words})
        if self.column:
            words = Told("%(why)s (column %(column)s)", {"why": words, "column": self.column})
        return words

    @property
    def placed(self) -> str:
        """Return it in English with its place in the text."""
        return str(self.told)

    def within(self, cell: Cell) -> "Note":
        """Return it with the cell it comes from, if none inside of it is known yet."""
        return self if self.cell else replace(self, cell=cell)

    def again(self, other: "Note") -> bool:
        """Tell whether another says the same of the same place.

        The rules of a table ask one value after another: a value that fits none is told once.
        """
        mine, theirs = self.cell, other.cell
        if not (mine and theirs and mine.column and mine.part == theirs.part):
            return self == other
        said = (self.of, self.message, self.params, mine.column)
        return said == (other.of, other.message, other.params, theirs.column)
