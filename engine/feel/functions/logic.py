"""Functions about truth and presence."""

from datetime import datetime, time
from typing import Any

from engine.feel.functions.registry import builtin
from engine.feel.operations.comparison import same
from engine.feel.scope import Evaluation
from engine.feel.text import plain_time
from engine.feel.values import kind


@builtin("not", "negand: any")
def not_(run: Evaluation, value: Any) -> bool | None:
    """Return the opposite of a truth value; anything else is unknown."""
    return not value if type(value) is bool else None


@builtin("is defined", "value: any")
def is_defined(run: Evaluation, value: Any) -> bool:
    """Tell whether there is a value."""
    return value is not None


@builtin("is", "value1: any, value2: any")
def is_(run: Evaluation, left: Any, right: Any) -> bool:
    """Tell whether two values are of one kind and the same."""
    if type(left) in (time, datetime) and type(left) is type(right):
        return plain_time(left) == plain_time(right)
    return kind(left) == kind(right) and same(run, left, right) is True


@builtin("get or else", "value: any, default: any")
def get_or_else(run: Evaluation, value: Any, default: Any) -> Any:
    """Return a value, or another one where it is null."""
    return default if value is None else value
