"""Inputs that somebody types, each as a name and an expression."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import Any

from engine.errors import Fault, Invalid
from engine.feel.decisions.deciding import Answers
from engine.feel.errors import FeelError
from engine.feel.expression import compile
from engine.feel.notes import Cell


def typed(texts: Iterable[str], at: datetime) -> Answers:
    """Return what was typed, nested by the dots of the names, and why anything in it is null.

    :raises Invalid: with a fault for each text that names nothing or gives no expression.

    >>> from datetime import UTC
    >>> typed(["a.b = 1 + 1", 'a.c="x"'], datetime(2026, 3, 2, tzinfo=UTC)).values
    {'a': {'b': Decimal('2'), 'c': 'x'}}
    """
    read = [_read(each, at) for each in texts]
    faults = [one for one in read if isinstance(one, Fault)]
    if faults:
        raise Invalid("decision.inputs", "the values cannot be read", faults)
    known = [one for one in read if isinstance(one, Answers)]
    values = reduce(laid, (one.values for one in known), dict[str, Any]())
    return Answers(values, tuple(note for one in known for note in one.notes))


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


def _read(typed: str, at: datetime) -> Answers | Fault:
    name, _, text = (part.strip() for part in typed.partition("="))
    if not (text and all(part.strip() for part in name.split("."))) or text.startswith("="):
        return Fault(typed, "decision.input", "this is not NAME=VALUE")
    try:
        value, notes = compile(text).diagnose({}, at)
    except FeelError as error:
        error.column += typed.index(text, typed.index("=") + 1)
        return Fault(typed, error.code, error.told.message, error.told.params)
    for part in reversed(name.split(".")):
        value = {part: value}
    return Answers(value, tuple(replace(note, cell=Cell(name, None, text)) for note in notes))
