"""Hands values of the language out to the program."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from engine.feel import limits
from engine.feel.scope import Evaluation
from engine.feel.temporal import in_zone
from engine.feel.text import plain, plain_number
from engine.feel.values import Function


def given(run: Evaluation, value: Any) -> Any:
    """Return a value for the program: every moment has a zone, the office's if none other.

    :raises FeelLimit: it is too large.
    """
    match value:
        case datetime():
            return in_zone(value, run.at.tzinfo)
        case list():
            run.spend(len(value))
            return [given(run, item) for item in value]
        case dict():
            run.spend(len(value))
            return {key: given(run, part) for key, part in value.items()}
    return value


def plain_json(run: Evaluation, value: Any) -> Any:
    """Return a value for JSON: numbers are numbers, what JSON does not have is text.

    :raises FeelLimit: it is too large.
    """
    match value:
        case None | bool() | str():
            return value
        case Decimal():
            return _number(value)
        case list():
            run.spend(len(value) + 1)
            return [plain_json(run, item) for item in value]
        case dict():
            run.spend(len(value) + 1)
            return {key: plain_json(run, part) for key, part in value.items()}
        case Function():
            return f"function({', '.join(value.parameters)})"
    return plain(run, value)


def _number(value: Decimal) -> int | float | str:
    if abs(value.adjusted()) > limits.DIGITS:
        return plain_number(value)
    return int(value) if value == value.to_integral_value() else float(value)
