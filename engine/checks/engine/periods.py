"""Periods of timers and limits have at least one of their unit, and at most ten years of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine import feel
from engine.checks.diagrams import Diagram
from engine.checks.expressions.places import TIMES, expressions
from engine.checks.findings import Finding, Place, Rule
from engine.errors import Invalid
from engine.feel import tree
from engine.feel.values import kind
from engine.process.stated import ANY_TIME
from engine.rules import timers as rules

OUT_OF_BOUNDS = Rule("engine.timer_out_of_bounds", "", "write the limit of the law")
STARTED = Rule(
    "engine.limit_start",
    "the limit of a step runs from when it is opened, not from another day",
    "delete the second part of the period, or draw a timer on the border of the step",
)
UNITS = {name: unit for unit, name in rules.PERIODS.items()}


@dataclass(frozen=True)
class Made:
    """A period that an expression makes.

    :param number: what says how many of the unit.
    :param starts: whether it says from when.
    """

    unit: rules.Unit
    number: tree.Node
    starts: bool


def bad_periods(diagram: Diagram) -> Iterator[Finding]:
    """Yield the periods whose number is written, and is none that may be."""
    for one in expressions(diagram):
        if one.use in (*TIMES, "limit") and one.expression is not None:
            for period in periods(one.expression.tree):
                yield from _number(one.place, period)
                if one.use == "limit" and period.starts:
                    yield STARTED.at(one.place)


def periods(node: tree.Node) -> Iterator[Made]:
    """Yield every period that an expression makes."""
    for each in feel.walk(node):
        match each:
            case tree.Call(function=tree.Name(name), arguments=(number, *start)) if name in UNITS:
                yield Made(UNITS[name], number, bool(start))
            case tree.Call(function=tree.Name(name), named=named) if name in UNITS:
                number = next(value for key, value in named if key != "from")
                yield Made(UNITS[name], number, len(named) > 1)


def _number(place: Place, period: Made) -> Iterator[Finding]:
    constant = feel.constant(period.number)
    said = constant.evaluate({}, ANY_TIME) if constant is not None else None
    if said is None or kind(said) != "number":
        return
    try:
        _ = rules.Rule(period.unit, f"{said:f}").number
    except Invalid as refusal:
        yield OUT_OF_BOUNDS.because(place, refusal.message, **refusal.params)
