"""Functions beyond the standard, by the names Camunda gives them; none knows chance or secrets.

Source: decision 217.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from engine.feel import limits
from engine.feel.errors import NoValue
from engine.feel.functions.contexts import context_merge, context_put
from engine.feel.functions.patterns import places, ready
from engine.feel.functions.registry import builtin
from engine.feel.functions.strings import string_join
from engine.feel.operations.numbers import NUMBERS
from engine.feel.operations.texts import joined, text
from engine.feel.outside import json_text
from engine.feel.scope import Evaluation
from engine.feel.temporal import in_zone, midnight_of, read_moment

_UNKEPT = re.compile("[\0\ud800-\udfff]")  # databases keep no NUL, UTF-8 no half

builtin("put", "context: context, key: string, value: any")(context_put)
builtin("put all", "contexts: list*")(context_merge)


@builtin("is blank", "string: string")
def is_blank(run: Evaluation, source: str) -> bool:
    """Tell whether a text has nothing but space."""
    return not source.strip()


@builtin("is empty", "list: list")
def is_empty(run: Evaluation, items: list[Any]) -> bool:
    """Tell whether a list has no items."""
    return not items


@builtin("extract", "string: string, pattern: string")
def extract(run: Evaluation, source: str, pattern: str) -> list[str]:
    """Return every part of a text that fits a pattern."""
    asked = ready(run, source, pattern, None)
    return [text(run, found[0]) for found in places(run, asked, source)]


@builtin("string join", "list: list, delimiter: string, prefix: string, suffix: string")
def string_join_between(
    run: Evaluation, parts: list[Any], delimiter: str, prefix: str, suffix: str
) -> str:
    """Return texts as one, with a delimiter between them and something around."""
    return text(run, prefix + string_join(run, parts, delimiter) + suffix)


@builtin("to base64", "value: string")
def to_base64(run: Evaluation, source: str) -> str:
    """Return the bytes of a text in 64 signs."""
    return text(run, b64encode(source.encode()).decode())


@builtin("assert", "value: any, condition: any, cause: string?")
def assert_(run: Evaluation, value: Any, condition: Any, cause: str | None = None) -> Any:
    """Return a value if a condition is true of it."""
    if condition is not True:
        raise NoValue("what was asserted is not true: %(cause)s", cause=cause or "-")
    return value


@builtin("date and time", "date: date, timezone: string")
def moment_elsewhere(run: Evaluation, moment: date, zone: str) -> datetime:
    """Return a moment as it is told in another zone."""
    there = read_moment(f"2000-01-01T00:00:00@{zone}")
    if there is None:
        raise NoValue("there is no such zone")
    if type(moment) is not datetime:
        moment = midnight_of(moment)
    return in_zone(moment, run.at.tzinfo).astimezone(there.tzinfo)


@builtin("to json", "value: any")
def to_json(run: Evaluation, value: Any) -> str:
    """Return a value as JSON; what JSON does not have is text."""
    return joined(run, json_text(run, value))


@builtin("from json", "value: string")
def from_json(run: Evaluation, source: str) -> Any:
    """Return the value that JSON says."""
    text(run, source)
    try:
        read = json.loads(source, parse_int=_number, parse_float=_number, parse_constant=_none)
    except (ValueError, RecursionError) as error:
        raise NoValue("this text is no JSON") from error
    made = run.taken(read)
    if any(_UNKEPT.search(part) for part in _texts(made)):
        raise NoValue("this JSON has NUL or half of a character, which cannot be kept")
    return made


def _number(digits: str) -> Decimal:
    if len(digits) > limits.EXPONENT:
        raise NoValue("the result is out of range")
    return NUMBERS.create_decimal(digits)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from value
            yield from _texts(list(value.values()))
        case list():
            for part in value:
                yield from _texts(part)


def _none(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are JSON of Python only
