"""Hands values of the language out to the program."""

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from engine.feel import limits
from engine.feel.errors import FeelLimit
from engine.feel.scope import Evaluation
from engine.feel.temporal import in_zone
from engine.feel.text import plain, plain_number
from engine.feel.values import Function


def given(run: Evaluation, value: Any, depth: int = 0) -> Any:
    """Return a value for the program: every moment has a zone, the office's if none other.

    :raises FeelLimit: it is too large or nested too deeply.
    """
    _paid(run, value, depth)
    match value:
        case datetime():
            return in_zone(value, run.at.tzinfo)
        case list():
            return [given(run, item, depth + 1) for item in value]
        case dict():
            return {key: given(run, part, depth + 1) for key, part in value.items()}
    return value


def plain_json(run: Evaluation, value: Any, depth: int = 0) -> Any:
    """Return a value for JSON: numbers are numbers, what JSON does not have is text.

    :raises FeelLimit: it is too large or nested too deeply.
    """
    _paid(run, value, depth)
    match value:
        case Decimal() if _is_short(value):
            return int(value) if value == value.to_integral_value() else float(value)
        case list():
            return [plain_json(run, item, depth + 1) for item in value]
        case dict():
            return {key: plain_json(run, part, depth + 1) for key, part in value.items()}
    return _scalar(run, value)


def json_text(run: Evaluation, value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the JSON of a value bit by bit, with every digit of its numbers.

    :raises FeelLimit: it is too large or nested too deeply.
    """
    _paid(run, value, depth)
    match value:
        case Decimal() if _is_short(value):
            yield plain_number(value)
        case list():
            yield "["
            for place, item in enumerate(value):
                yield "," if place else ""
                yield from json_text(run, item, depth + 1)
            yield "]"
        case dict():
            yield "{"
            for place, (key, part) in enumerate(value.items()):
                yield f"{',' if place else ''}{_quoted(key)}:"
                yield from json_text(run, part, depth + 1)
            yield "}"
        case _:
            yield _quoted(_scalar(run, value))


def _paid(run: Evaluation, value: Any, depth: int) -> None:
    """Pay for handing out a value, but for what lies in it."""
    match value:
        case str():
            run.spend(len(value) // limits.SIGNS)
        case list() | dict() if depth > limits.NESTING:
            raise FeelLimit("the data is nested too deeply")
        case list():
            run.spend(len(value))
        case dict():
            run.spend(len(value) + sum(map(len, value)) // limits.SIGNS)


def _scalar(run: Evaluation, value: Any) -> str | bool | None:
    match value:
        case None | bool() | str():
            return value
        case Function():
            return f"function({', '.join(value.parameters)})"
    return plain(run, value)


def _quoted(value: str | bool | None) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_short(value: Decimal) -> bool:
    return abs(value.adjusted()) <= limits.DIGITS
