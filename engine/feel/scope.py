"""What an evaluation can see, and how much of its budget is left."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.feel import limits
from engine.feel.errors import FeelLimit
from engine.feel.notes import Cell, Note
from engine.feel.patterns import Pattern
from engine.feel.values import Function, Months, Period, Range

_FINAL = frozenset((
    type(None), bool, str, Decimal, date, datetime, time, timedelta,
    Months, Range, Function, Period,
))  # fmt: skip
MISSING = object()
MOST_NOTES = 20


class Purse:
    """The work that several evaluations may do together, such as those of one move of a case."""

    __slots__ = ("left",)

    def __init__(self, steps: int) -> None:
        self.left = steps

    def lend(self, most: int) -> int:
        """Return the steps one evaluation may take."""
        return max(0, min(most, self.left))

    def take(self, steps: int) -> None:
        """Count what an evaluation took; even the smallest takes one step."""
        self.left -= steps + 1


class Evaluation:
    """One evaluation: the data from outside, the moment, the budget, what went wrong.

    :param at: the only moment there is; its zone is the office's.
    :ivar column: where in its text the evaluation is.
    :ivar types: by name, what tells whether a value belongs to a type of a decision model.
    :ivar patterns: those paid for, by source and flags.
    """

    __slots__ = ("at", "calls", "column", "data", "left", "notes", "patterns", "types")

    def __init__(self, data: Mapping[str, Any], at: datetime, steps: int = limits.STEPS) -> None:
        self.data, self.at, self.left = data, at, steps
        self.calls = self.column = 0
        self.notes: list[Note] = []
        self.types: Mapping[str, Callable[[Any], bool]] = {}
        self.patterns: dict[tuple[str, str], Pattern] = {}

    def spend(self, steps: int = 1) -> None:
        """Take steps from the budget.

        :raises FeelLimit: it is used up.
        """
        self.left -= steps
        if self.left < 0:
            raise FeelLimit("the expression does too much work")

    def explain(self, message: str, /, of: str = "", **params: Any) -> None:
        """Remember why something is null.

        :param of: the function or operator that has no result.
        """
        if len(self.notes) < MOST_NOTES:
            made = Note(message, params, of, self.column)
            if made not in self.notes:
                self.notes.append(made)

    def why(self, limit: FeelLimit) -> Note:
        """Return why the whole evaluation is null."""
        return Note(limit.message, limit.params, column=self.column)

    def place(self, since: int, cell: Cell) -> None:
        """Say of what was noted since then in which cell it was; what was told is told once."""
        new = [note.within(cell) for note in self.notes[since:]]
        del self.notes[since:]
        for note in new:
            if not any(note.again(other) for other in self.notes):
                self.notes.append(note)

    def taken(self, value: Any, depth: int = 0) -> Any:
        """Return a value from outside as a value of the language.

        :raises FeelLimit: it is too large or nested too deeply.
        """
        if type(value) is Decimal and not value.is_finite():
            self._refuse(value)
            return None
        if type(value) in _FINAL:
            return value
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return self._number(value)
        return self._taken_inside(value, depth)

    def _taken_inside(self, value: Any, depth: int) -> Any:
        if depth > limits.NESTING:
            raise FeelLimit("the data is nested too deeply")
        if isinstance(value, Mapping):
            self.spend(len(value))
            return {str(key): self.taken(part, depth + 1) for key, part in value.items()}
        if isinstance(value, list | tuple):
            self.spend(len(value))
            return [self.taken(part, depth + 1) for part in value]
        if isinstance(value, date | time | timedelta | str):
            return value
        self._refuse(value)
        return None

    def _number(self, value: int | float | Decimal) -> Decimal | None:
        if not isinstance(value, int) or value.bit_length() <= 512:
            number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
            if number.is_finite():
                return number
        self._refuse(value)
        return None

    def _refuse(self, value: Any) -> None:
        self.explain(
            "a value of type %(kind)s is no value of the language", kind=type(value).__name__
        )


class Scope:
    """Names on top of the names around them; the outermost are the data from outside."""

    __slots__ = ("names", "outer", "run")

    def __init__(
        self, run: Evaluation, names: Mapping[str, Any] | None = None, outer: "Scope | None" = None
    ) -> None:
        self.run, self.outer = run, outer
        self.names: Mapping[str, Any] = {} if names is None else names

    def with_(self, names: Mapping[str, Any]) -> "Scope":
        """Return a scope inside this one."""
        return Scope(self.run, names, self)

    def own(self, name: str) -> Any:
        """Return what a name means inside the expression, or ``MISSING``."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return MISSING
