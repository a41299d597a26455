"""Values that do not go together: what is told of them."""

from dataclasses import dataclass, field
from typing import Any

from engine.checks.findings import MEANT, Finding, Place, Rule
from engine.checks.kinds.kinds import ANY, Kind
from engine.checks.words import meant
from engine.feel.operations.arithmetic import OPERATIONS
from engine.feel.operations.comparison import ORDERED

COMPARED = Rule(
    "engine.kinds_compared",
    "a %(left)s is compared with a %(right)s: that is never true",
    "compare values of one kind; dates of forms are texts, so write date(…), e.g. "
    'date(application.born) < date("2008-01-01")',
)
NO_ORDER = Rule(
    "engine.kinds_not_ordered",
    "a %(left)s is neither before nor after a %(right)s",
    COMPARED.hint,
)
COMPUTED = Rule(
    "engine.kinds_computed",
    "there is no %(left)s %(operator)s %(right)s",
    "turn one into the kind of the other, e.g. with string(…) or number(…)",
)
ARGUMENT = Rule(
    "engine.argument_kind",
    "%(function)s does not take a %(kind)s",
    "give it what it takes, or use another function",
)
TRUTH = Rule(
    "engine.not_true_or_false",
    "a %(kind)s stands where only true or false makes sense",
    "compare it with something",
)
NO_ANSWER = Rule(
    "engine.unknown_answer",
    "there is no %(name)s in %(of)s",
    "read a key of the form, or add the question",
)
NO_OPTION = Rule(
    "engine.no_option",
    "it is never %(value)r",
    "there are only: %(options)s",
)


@dataclass(frozen=True)
class Misfit:
    """A part of an expression that can not give what is meant."""

    rule: Rule
    told: dict[str, Any] = field(default_factory=dict)

    def at(self, place: Place) -> Finding:
        """Return the finding."""
        return self.rule.at(place, **self.told)


def unlike(left: Kind, right: Kind) -> Misfit | None:
    """Return why two values are never equal."""
    if left.known and right.known and left.name != right.name:
        return Misfit(COMPARED, {"left": left.name, "right": right.name})
    if left.options and right.options and not set(left.options) & set(right.options):
        few, many = sorted((left.options, right.options), key=len)
        return Misfit(NO_OPTION, {"value": few[0], "options": ", ".join(many)})
    return None


def unordered(left: Kind, right: Kind) -> Misfit | None:
    """Return why no value comes before the other."""
    if left.known and right.known and not left.name == right.name in ORDERED:
        return Misfit(NO_ORDER, {"left": left.name, "right": right.name})
    return None


def outside(value: Kind, test: Kind) -> Misfit | None:
    """Return why a value is never what a test says: the same, in its range, in its list."""
    if test.name == "range":
        return unordered(value, test.of or ANY)
    if test.name == "list" and value.name != "list":
        return unlike(value, test.of or ANY)
    return unlike(value, test)


def uncomputed(operator: str, left: Kind, right: Kind) -> Misfit | None:
    """Return why there is no result."""
    if not (left.known and right.known) or (operator, left.name, right.name) in OPERATIONS:
        return None
    return Misfit(COMPUTED, {"operator": operator, "left": left.name, "right": right.name})


def missing(source: Kind, name: str, of: str) -> Misfit:
    """Return that something has no part of this name.

    :param of: the text of what has none.
    """
    near = meant(name, source.entries or ())
    told = {"name": name, "of": of, "meant": near}
    return Misfit(NO_ANSWER.instead(MEANT) if near else NO_ANSWER, told)
