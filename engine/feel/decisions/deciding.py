"""Evaluates every decision of a file at once, for ``flask decide``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.errors import Invalid
from engine.feel.decisions.model import STEPS, DecisionModel
from engine.feel.errors import FeelLimit
from engine.feel.expression import compile
from engine.feel.notes import Note
from engine.feel.outside import plain_json
from engine.feel.scope import Evaluation


@dataclass(frozen=True)
class Answers:
    """What all decisions of a file say to one input.

    :param values: for each decision by its name its value as JSON, or ``{"error": text}``.
    :param notes: why anything was null on the way, each reason once.
    """

    values: dict[str, Any]
    notes: tuple[Note, ...]


def decide(raw: bytes, inputs: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return the values of :func:`answers`.

    :raises Invalid: as there.
    """
    return answers(raw, inputs, at).values


def answers(raw: bytes, inputs: Mapping[str, Any], at: datetime) -> Answers:
    """Return what every decision of a file says, and why anything is null.

    :param raw: a DMN file.
    :param inputs: what the decisions read; dates and durations as text.
    :param at: the moment of the decisions, in the office's zone.
    :raises Invalid: the file is no safe XML or no DMN.
    """
    model = DecisionModel.read_leniently(raw, "decisions")
    values, notes = {}, list[Note]()
    for part in model.decisions.values():
        run = Evaluation(inputs, at, STEPS)
        values[part.name] = _decided(model, part.id, run)
        notes += [note for note in run.notes if note not in notes]
    return Answers(values, tuple(notes))


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


def _decided(model: DecisionModel, part: str, run: Evaluation) -> Any:
    try:
        return plain_json(run, model.value(part, run))
    except (Invalid, FeelLimit) as problem:
        return {"error": str(problem)}
