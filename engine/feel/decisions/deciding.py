"""Evaluates every decision of a file at once, for ``flask decide``."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from engine.errors import Invalid
from engine.feel.decisions.model import STEPS, DecisionModel
from engine.feel.errors import FeelLimit
from engine.feel.expression import compile
from engine.feel.outside import plain_json
from engine.feel.scope import Evaluation


def decide(raw: bytes, inputs: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return, for each decision by its name, its value as JSON or ``{"error": text}``.

    :param raw: a DMN file.
    :param inputs: what the decisions read; dates and durations as text.
    :param at: the moment of the decisions, in the office's zone.
    :raises Invalid: the file is no safe XML or no DMN.
    """
    model = DecisionModel.read_leniently(raw, "decisions")
    return {part.name: _decided(model, part.id, inputs, at) for part in model.decisions.values()}


def typed(texts: Iterable[str], at: datetime) -> dict[str, Any]:
    """Return inputs somebody has typed, each as a name and an expression.

    :raises FeelError: one is no expression.
    :raises Invalid: one names nothing, or gives nothing.

    >>> from datetime import UTC
    >>> typed(["a.b = 1 + 1", 'a.c="x"'], datetime(2026, 3, 2, tzinfo=UTC))
    {'a': {'b': Decimal('2'), 'c': 'x'}}
    """
    found: dict[str, Any] = {}
    for each in texts:
        name, _, text = (part.strip() for part in each.partition("="))
        if not (name and text):
            raise Invalid("decision.input", "%(text)s is not NAME=VALUE", text=each)
        value = compile(text).evaluate({}, at)
        for part in reversed(name.split(".")):
            value = {part: value}
        found = laid(found, value)
    return found


def laid(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return inputs with others laid over them, entry by entry.

    >>> laid({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}})
    {'a': {'b': 3, 'c': 2}}
    """
    inside = {
        key: laid(under[key], over[key])
        for key in under.keys() & over.keys()
        if isinstance(under[key], dict) and isinstance(over[key], dict)
    }
    return {**under, **over, **inside}


def _decided(model: DecisionModel, part: str, inputs: Mapping[str, Any], at: datetime) -> Any:
    run = Evaluation(inputs, at, STEPS)
    try:
        return plain_json(run, model.value(part, run))
    except (Invalid, FeelLimit) as problem:
        return {"error": str(problem)}
