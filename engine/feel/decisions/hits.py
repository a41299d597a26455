"""Hit policies: what a table gives when several rules hit."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from engine.errors import Invalid
from engine.feel.functions import BUILTINS
from engine.feel.functions.registry import result
from engine.feel.operations.comparison import same
from engine.feel.scope import Scope


@dataclass
class Hits:
    """The rules that hit, in the order of the table.

    :param results: one for each rule; a context if there are several outputs.
    :param priorities: for each output its values, the most important first.
    """

    scope: Scope
    numbers: list[int]
    results: list[Any] = field(default_factory=list)
    priorities: list[list[Any]] = field(default_factory=list)

    def rank(self, result: Any) -> list[int]:
        """Return how important a result is, the smaller the more."""
        values = list(result.values()) if len(self.priorities) > 1 else [result]
        return [
            self._place(value, order)
            for value, order in zip(values, self.priorities, strict=True)
            if order
        ]

    def _place(self, value: Any, order: list[Any]) -> int:
        places = (n for n, known in enumerate(order) if same(self.scope.run, value, known) is True)
        return next(places, len(order))


def _unique(hits: Hits) -> Any:
    if len(hits.numbers) > 1:
        raise Invalid(
            "decision.several_hits",
            "rules %(rules)s hit, but only one may",
            rules=_told(hits),
        )
    return hits.results[0]


def _any(hits: Hits) -> Any:
    first = hits.results[0]
    if not all(same(hits.scope.run, first, other) is True for other in hits.results[1:]):
        raise Invalid(
            "decision.different_hits",
            "rules %(rules)s hit and give different results",
            rules=_told(hits),
        )
    return first


def _told(hits: Hits) -> str:
    return ", ".join(map(str, hits.numbers))


def _collected(function: str) -> Callable[[Hits], Any]:
    return lambda hits: result(hits.scope.run, BUILTINS[function], [hits.results])


POLICIES: dict[str, Callable[[Hits], Any]] = {
    "UNIQUE": _unique,
    "ANY": _any,
    "FIRST": lambda hits: hits.results[0],
    "PRIORITY": lambda hits: min(hits.results, key=hits.rank),
    "RULE ORDER": lambda hits: hits.results,
    "OUTPUT ORDER": lambda hits: sorted(hits.results, key=hits.rank),
    "COLLECT": lambda hits: hits.results,
    "SUM": _collected("sum"),
    "MIN": _collected("min"),
    "MAX": _collected("max"),
    "COUNT": lambda hits: Decimal(len(hits.results)),
}
AGGREGATORS = frozenset(("SUM", "MIN", "MAX", "COUNT"))
"""Written as the aggregation of a table that collects."""
BY_PRIORITY = frozenset(("PRIORITY", "OUTPUT ORDER"))
MULTIPLE = frozenset(("RULE ORDER", "OUTPUT ORDER", "COLLECT"))
