"""Functions about text."""

from decimal import Decimal
from typing import Any

from engine.feel import limits
from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin, cut
from engine.feel.operations.texts import text
from engine.feel.scope import Evaluation


@builtin("substring", "string: string, start position: number, length: number?")
def substring(run: Evaluation, source: str, start: Decimal, length: Decimal | None = None) -> str:
    """Return a part of a text; the first character is 1, the last one -1."""
    place = cut(start)
    if place == 0 or abs(place) > len(source):
        raise NoValue("there is no character %(index)s", index=place)
    first = place - 1 if place > 0 else len(source) + place
    if length is None:
        return text(run, source[first:])
    count = cut(length)
    if count < 1:
        raise NoValue("a part has at least one character")
    return text(run, source[first : first + count])


@builtin("string length", "string: string")
def string_length(run: Evaluation, source: str) -> Decimal:
    """Return how many characters a text has."""
    return Decimal(len(source))


@builtin("upper case", "string: string")
def upper_case(run: Evaluation, source: str) -> str:
    """Return a text in capitals."""
    return text(run, source.upper())


@builtin("lower case", "string: string")
def lower_case(run: Evaluation, source: str) -> str:
    """Return a text in small letters."""
    return text(run, source.lower())


@builtin("trim", "string: string")
def trim(run: Evaluation, source: str) -> str:
    """Return a text without spaces around it."""
    return text(run, source.strip())


@builtin("substring before", "string: string, match: string")
def substring_before(run: Evaluation, source: str, match: str) -> str:
    """Return what comes before the first match; nothing without one."""
    return text(run, source.partition(match)[0] if match and match in source else "")


@builtin("substring after", "string: string, match: string")
def substring_after(run: Evaluation, source: str, match: str) -> str:
    """Return what comes after the first match; nothing without one."""
    return text(run, source.partition(match)[2] if match else source)


@builtin("contains", "string: string, match: string")
def contains(run: Evaluation, source: str, match: str) -> bool:
    """Tell whether a text has another one in it."""
    return match in source


@builtin("starts with", "string: string, match: string")
def starts_with(run: Evaluation, source: str, match: str) -> bool:
    """Tell whether a text begins with another one."""
    return source.startswith(match)


@builtin("ends with", "string: string, match: string")
def ends_with(run: Evaluation, source: str, match: str) -> bool:
    """Tell whether a text ends with another one."""
    return source.endswith(match)


@builtin("string join", "list: list, delimiter: string??")
def string_join(run: Evaluation, parts: list[Any], delimiter: str | None = None) -> str:
    """Return texts as one, with a delimiter between them; nulls are left out."""
    run.spend(len(parts))
    if not all(part is None or type(part) is str for part in parts):
        raise NoValue("only texts are joined")
    kept = [part for part in parts if part is not None]
    joint = delimiter or ""
    if sum(map(len, kept)) + len(joint) * len(kept) > limits.TEXT:
        raise NoValue("a text has at most %(most)s characters", most=limits.TEXT)
    return text(run, joint.join(kept))
