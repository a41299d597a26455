"""What becomes of values that do not have the type a decision model wants."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from engine.feel import limits
from engine.feel.decisions.types import Definition, Types
from engine.feel.errors import NoValue
from engine.feel.expression import UnaryTests
from engine.feel.operations.comparison import same
from engine.feel.scope import Evaluation, Scope
from engine.feel.temporal import read_date, read_duration, read_moment, read_time
from engine.feel.values import Function, kind

_READERS: dict[str, Callable[[str], Any]] = {
    "date": read_date,
    "time": read_time,
    "date and time": read_moment,
    "days and time duration": read_duration,
    "years and months duration": read_duration,
}
_SIMPLE = frozenset(_READERS) | {
    "number", "string", "boolean", "Any", "context", "list", "function", "range", "Null",
}  # fmt: skip


def _bare(type_: Definition) -> Definition:
    """Return a type without the values that are allowed."""
    entries = tuple((name, _bare(part)) for name, part in type_.entries)
    return replace(type_, entries=entries, allowed=None, constraint=None)


class Fitting:
    """Fits values to types.

    :param from_text: dates and durations may come as text, as they do in JSON.
    """

    def __init__(self, types: Types, run: Evaluation, from_text: bool = False) -> None:
        self.types, self.run, self.from_text = types, run, from_text

    def value(self, value: Any, name: str | None) -> Any:
        """Return a value as its type wants it; null, with a note, if it does not fit."""
        try:
            return self._named(value, name, 0)
        except NoValue as problem:
            self._misfit(problem)
            return None

    def arguments(self, values: Sequence[Any], names: Sequence[str | None]) -> list[Any] | None:
        """Return arguments as their parameters want them; null, with a note, if one does not fit.

        Source: DMN 1.5, 10.3.2.9.4 (conforms to).
        """
        try:
            pairs = zip(values, names, strict=True)
            return [self._named(value, name, 0) for value, name in pairs]
        except NoValue as problem:
            self._misfit(problem)
            return None

    def tests(self) -> dict[str, Callable[[Any], bool]]:
        """Return for each type of the model what tells whether a value belongs to it.

        The values that are allowed are no part of a type: they constrain who has declared it.
        """
        bare = {name: _bare(type_) for name, type_ in self.types.items()}
        return {name: partial(Fitting(bare, self.run)._belongs, name) for name in bare}

    def _misfit(self, problem: NoValue) -> None:
        self.run.column = 0
        self.run.explain(problem.message, **problem.params)

    def _belongs(self, name: str, value: Any) -> bool:
        try:
            return value is not None and same(self.run, self._named(value, name, 0), value) is True
        except NoValue:
            return False

    def _named(self, value: Any, name: str | None, depth: int) -> Any:
        if depth > limits.NESTING:
            raise NoValue("the type %(name)s is made of itself", name=name)
        if name is None or value is None:
            return value
        if name in self.types:
            return self._defined(value, self.types[name], depth + 1)
        return self._simple(value, name) if name in _SIMPLE else value

    def _simple(self, value: Any, name: str) -> Any:
        if name == "Any" or kind(value) == name:
            return value
        if type(value) is list and len(value) == 1 and kind(value[0]) == name:
            return value[0]
        if self.from_text and type(value) is str and name in _READERS:
            return self._read(value, name)
        if type(value) is date and name == "date and time":
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
        raise NoValue("a %(kind)s is no %(name)s", kind=kind(value), name=name)

    def _read(self, value: str, name: str) -> Any:
        found = _READERS[name](value)
        if found is None or kind(found) != name:
            raise NoValue("this text is no %(name)s", name=name)
        return found

    def _defined(self, value: Any, wanted: Definition, depth: int) -> Any:
        if value is None:
            return None
        fitted = self._shaped(value, wanted, depth)
        self._require(wanted.constraint, fitted)
        return fitted

    def _require(self, tests: UnaryTests | None, value: Any) -> None:
        if tests is None or value is None:
            return
        if tests.closure(Scope(self.run, {"?": value})) is not True:
            raise NoValue("the value is not one of those allowed")

    def _shaped(self, value: Any, wanted: Definition, depth: int) -> Any:
        if wanted.many:
            items = value if type(value) is list else [value]
            self.run.spend(len(items))
            return [self._one(item, wanted, depth) for item in items]
        if type(value) is list and len(value) == 1 and wanted.base not in ("Any", "list"):
            inner = self.types.get(wanted.base or "")
            value = value if inner and inner.many else value[0]
        return self._one(value, wanted, depth)

    def _one(self, value: Any, wanted: Definition, depth: int) -> Any:
        if wanted.function and type(value) is not Function and value is not None:
            raise NoValue("a %(kind)s is no function", kind=kind(value))
        fitted = (
            self._context(value, wanted, depth)
            if wanted.entries
            else self._named(value, wanted.base, depth)
        )
        self._require(wanted.allowed, fitted)
        return fitted

    def _context(self, value: Any, wanted: Definition, depth: int) -> Any:
        if value is None:
            return None
        if type(value) is not dict:
            raise NoValue("a %(kind)s is no context", kind=kind(value))
        self.run.spend(len(wanted.entries))
        missing = [name for name, _ in wanted.entries if name not in value]
        if missing and not self.from_text:
            raise NoValue("there is no %(name)s", name=missing[0])
        fitted = {
            name: self._defined(value[name], part, depth + 1)
            for name, part in wanted.entries
            if name in value
        }
        return {**value, **fitted}
