"""Compiled expressions and unary tests: the face of the language."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any

from engine.feel import closures
from engine.feel.closures.registry import Closure
from engine.feel.errors import FeelError, FeelLimit
from engine.feel.functions import BUILTINS
from engine.feel.grammar import clauses, tree
from engine.feel.grammar.known import Known
from engine.feel.grammar.names import Read, reads
from engine.feel.limits import STEPS
from engine.feel.notes import Note
from engine.feel.outside import given
from engine.feel.scope import Evaluation, Purse, Scope

_NO_NAMES = Known()
_OF_THE_MOMENT = frozenset({"now", "today"})


@dataclass(frozen=True)
class Compiled:
    """What expressions and unary tests have in common.

    :param tree: stable dataclasses, for checks.
    :param closure: for those that evaluate inside an evaluation of their own.
    :param begins: characters of the source before the text that was read.
    """

    source: str
    tree: tree.Node
    closure: Closure
    begins: int = 0

    @cached_property
    def reads(self) -> tuple[Read, ...]:
        """Return every reading of a name from outside, with its path and column."""
        return reads(self.tree, BUILTINS)

    @cached_property
    def names(self) -> frozenset[str]:
        """Return the names that are surely read from outside."""
        return frozenset(read.path[0] for read in self.reads if read.certain)

    @cached_property
    def possible_names(self) -> frozenset[str]:
        """Return also the names in filters, which may be entries of an item instead."""
        return frozenset(read.path[0] for read in self.reads)


class Expression(Compiled):
    """An expression, ready to be evaluated any number of times."""

    def evaluate(self, scope: Mapping[str, Any], at: datetime, purse: Purse | None = None) -> Any:
        """Return the value; null where the data do not fit.

        :param at: the moment ``now()`` and ``today()`` speak of, in the office's zone.
        :param purse: pays for the work, where several evaluations share one.
        """
        lent = purse.lend(STEPS) if purse else STEPS
        run = Evaluation(scope, at, lent)
        value = self._within(run)[0]
        if purse:
            purse.take(min(lent - run.left, lent + 1))  # what was refused was not done
        return value

    def diagnose(self, scope: Mapping[str, Any], at: datetime) -> tuple[Any, tuple[Note, ...]]:
        """Return the value and why anything was null on the way."""
        value, notes = self._within(Evaluation(scope, at))
        return value, tuple(replace(each, column=each.column + self.begins) for each in notes)

    def outgrows(self, scope: Mapping[str, Any], at: datetime) -> bool:
        """Tell whether the value is null because it is larger than any may be."""
        run = Evaluation(scope, at)
        try:
            given(run, self.closure(Scope(run)))
        except FeelLimit:
            return True
        except RecursionError:
            return False
        return False

    def _within(self, run: Evaluation) -> tuple[Any, tuple[Note, ...]]:
        try:
            value = given(run, self.closure(Scope(run)))
        except FeelLimit as limit:
            return None, (run.why(limit),)
        except RecursionError:
            return None, (run.why(FeelLimit("functions call each other too deeply")),)
        return value, tuple(run.notes)


class UnaryTests(Compiled):
    """The cell of a decision table, ready to be tested."""

    def matches(self, value: Any, scope: Mapping[str, Any], at: datetime) -> bool | None:
        """Tell whether a value passes; null where that cannot be told."""
        run = Evaluation(scope, at)
        try:
            answer = self.closure(Scope(run, {"?": run.taken(value)}))
        except (FeelLimit, RecursionError):
            return None
        return answer if type(answer) is bool else None


def compile(source: str, names: Collection[str] | Known = _NO_NAMES) -> Expression:
    """Return an expression, ready to be evaluated.

    :param source: the text; a ``=`` before it is ignored.
    :param names: names of the surroundings, needed for those with spaces and for functions.
    :raises FeelError: the text is not an expression, or calls an unknown function.

    >>> from datetime import UTC
    >>> compile("= 金额 * 2 > 100").evaluate({"金额": 60}, datetime(2026, 3, 2, tzinfo=UTC))
    True
    """
    return _expression(source, Known.of(names))


@lru_cache(4096)
def _expression(source: str, names: Known) -> Expression:
    bare = source.strip()
    skipped = len(source) - len(source.lstrip())
    if bare.startswith("="):
        bare, skipped = bare[1:], skipped + 1
    try:
        node = clauses.parse(bare, names, BUILTINS)
        return Expression(source, node, _checked(node, names), skipped)
    except FeelError as error:
        error.column += skipped
        raise


def unary_test(source: str, names: Collection[str] | Known = _NO_NAMES) -> UnaryTests:
    """Return the tests of a cell of a decision table.

    :param names: as for :func:`compile`.
    :raises FeelError: the text is not a list of tests, or calls an unknown function.

    >>> from datetime import UTC
    >>> unary_test("[1..10], > 50").matches(60, {}, datetime(2026, 3, 2, tzinfo=UTC))
    True
    """
    return _tests(source, Known.of(names))


@lru_cache(4096)
def _tests(source: str, names: Known) -> UnaryTests:
    node = clauses.parse_tests(source, names, BUILTINS)
    return UnaryTests(source, node, _checked(node, names))


def _checked(node: tree.Node, names: Known) -> Closure:
    for read in reads(node, BUILTINS):
        if read.called and read.path[0] not in names:
            raise _unknown(read)
    return closures.closure(node)


def _unknown(read: Read) -> FeelError:
    name, code = read.path[0], "feel.unknown_function"
    if near := get_close_matches(name, BUILTINS, n=1):
        message = "there is no function %(name)s; did you mean %(meant)s?"
        return FeelError(code, message, read.column, name=name, meant=near[0])
    return FeelError(code, "there is no function %(name)s", read.column, name=name)


def constant(node: tree.Node) -> Expression | None:
    """Return a part of an expression by itself, if its value is the same whenever it is asked.

    >>> from datetime import UTC
    >>> part = constant(compile('x < date("2026-03-02")').tree.right)
    >>> part and part.evaluate({}, datetime(1970, 1, 1, tzinfo=UTC))
    datetime.date(2026, 3, 2)
    """
    asked = {each.path[0] for each in reads(node, ()) if each.called}
    if asked & _OF_THE_MOMENT or reads(node, BUILTINS):
        return None
    return Expression("", node, closures.closure(node))
