"""Ranges from text."""

import re
from typing import Any

from engine.feel.errors import NoValue
from engine.feel.functions.conversion import number
from engine.feel.functions.registry import builtin
from engine.feel.operations.comparison import ordered
from engine.feel.scope import Evaluation
from engine.feel.temporal import temporal
from engine.feel.values import Range

_RANGE = re.compile(r"\s*([\[\](])(.*?)\.\.(.*)([\])\[])\s*", re.DOTALL)
_TEXT = re.compile(r'"([^"\\]*)"')
_TEMPORAL = re.compile(
    r'@"([^"]*)"|(?:date and time|date|time|duration)\s?\(\s?"([^"]*)"\s?\)', re.ASCII
)


@builtin("range", "from: string")
def range_from(run: Evaluation, source: str) -> Range:
    """Return the range a text says, as in ``[1..10)``; its ends are plain values."""
    match = _RANGE.fullmatch(source)
    if match is None:
        raise NoValue("this text is no range")
    start, end = (_endpoint(run, part.strip()) for part in match.group(2, 3))
    opened, closed = match[1] == "[", match[4] == "]"
    if (start is None and opened) or (end is None and closed):
        raise NoValue("an end that is not there is not included")
    _check_order(run, start, end)
    return Range(start, end, opened, closed, (start is None, end is None))


def _check_order(run: Evaluation, start: Any, end: Any) -> None:
    if start is None and end is None:
        raise NoValue("a range has at least one end")
    if start is not None and end is not None and not ordered(run, "<=", start, end):
        raise NoValue("a range goes from the smaller to the larger value")


def _endpoint(run: Evaluation, source: str) -> Any:
    if source in ("", "null"):
        return None
    if text := _TEXT.fullmatch(source):
        return text[1]
    if said := _TEMPORAL.fullmatch(source):
        return temporal(said[1] or said[2] or "")
    return number(run, source)
