"""Values from other values: texts, numbers, dates, durations."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

from engine.feel import limits
from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin, whole
from engine.feel.operations.durations import month_count
from engine.feel.operations.numbers import NUMBERS
from engine.feel.operations.texts import text
from engine.feel.scope import Evaluation
from engine.feel.temporal import (
    midnight_of,
    read_date,
    read_duration,
    read_moment,
    read_time,
)
from engine.feel.text import plain
from engine.feel.values import Months

_NUMBER = re.compile(r"\s*-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?\s*")


@builtin("string", "from: any")
def string(run: Evaluation, value: Any) -> str | None:
    """Return a value as text; null stays null."""
    return None if value is None else text(run, plain(run, value))


@builtin("number", "from: string")
@builtin("number", "from: string, grouping separator: string??, decimal separator: string??")
def number(
    run: Evaluation, source: str, grouping: str | None = None, point: str | None = None
) -> Decimal:
    """Return the number a text says."""
    if grouping not in (None, " ", ",", ".") or point not in (None, ",", "."):
        raise NoValue("a separator is a space, a comma or a point")
    if grouping is not None and grouping == point:
        raise NoValue("the separators are the same")
    if point == "," and "." in source and grouping != ".":
        raise NoValue("this text is no number")
    bare = source.replace(grouping, "") if grouping else source
    bare = bare.replace(point, ".") if point else bare
    if len(bare) > limits.EXPONENT or not _NUMBER.fullmatch(bare):
        raise NoValue("this text is no number")
    return NUMBERS.create_decimal(bare.strip())


@builtin("date", "from: any")
def date_from(run: Evaluation, value: Any) -> date | None:
    """Return the date a text says, or the date of a moment."""
    if type(value) is str:
        return _valued(read_date(value), "this text is no date")
    if type(value) is datetime:
        return value.date()
    if type(value) is date:
        return value
    raise NoValue("a date is made from a text or a moment")


@builtin("date", "year: number, month: number, day: number")
def date_of(run: Evaluation, year: Decimal, month: Decimal, day: Decimal) -> date:
    """Return a date from its parts."""
    try:
        return date(whole(year), whole(month), whole(day))
    except ValueError as error:
        raise NoValue("there is no such day") from error


@builtin("time", "from: any")
def time_from(run: Evaluation, value: Any) -> time | None:
    """Return the time of day a text says, or the one of a moment."""
    if type(value) is str:
        return _valued(read_time(value), "this text is no time of day")
    if type(value) is datetime:
        return value.timetz()
    if type(value) is time:
        return value
    if type(value) is date:
        return read_time("00:00:00Z")
    raise NoValue("a time is made from a text or a moment")


@builtin("time", "hour: number, minute: number, second: number, offset: duration??")
def time_of(
    run: Evaluation, hour: Decimal, minute: Decimal, second: Decimal, offset: Any = None
) -> time | None:
    """Return a time of day from its parts."""
    seconds = int(second)
    micro = int((second - seconds) * 1_000_000)
    try:
        made = time(whole(hour), whole(minute), seconds, micro)
    except ValueError as error:
        raise NoValue("there is no such time of day") from error
    if offset is None:
        return made
    if type(offset) is not timedelta:
        raise NoValue("an offset is a duration of hours and minutes")
    return _with_offset(made, offset)


def _with_offset(made: time, offset: timedelta) -> time:
    if abs(offset) > timedelta(hours=14):
        raise NoValue("no zone is so far away")
    return made.replace(tzinfo=timezone(offset) if offset else UTC)


@builtin("date and time", "from: any")
def moment_from(run: Evaluation, value: Any) -> datetime | None:
    """Return the date and time a text says."""
    if type(value) is str:
        return _valued(read_moment(value), "this text is no date and time")
    if type(value) is datetime:
        return value
    if type(value) is date:
        return midnight_of(value)
    raise NoValue("a date and time is made from a text")


@builtin("date and time", "date: date, time: time")
def moment_of(run: Evaluation, day: date, clock: time) -> datetime:
    """Return a moment from its day and its time."""
    return datetime.combine(day, clock)


@builtin("date and time", "from: string, timezone: string")
def moment_in(run: Evaluation, source: str, zone: str) -> datetime | None:
    """Return a moment in a zone."""
    return _valued(read_moment(f"{source}@{zone}"), "this is no date and time in a known zone")


@builtin("duration", "from: any")
def duration(run: Evaluation, source: Any) -> timedelta | Months | None:
    """Return the duration a text says."""
    if type(source) in (timedelta, Months):
        return source
    if type(source) is not str:
        raise NoValue("a duration is made from a text")
    return _valued(read_duration(source), "this text is no duration")


@builtin("years and months duration", "from: date, to: date")
def months_between(run: Evaluation, start: date, end: date) -> Months:
    """Return the whole months between two days."""
    total = 12 * (end.year - start.year) + end.month - start.month
    if total > 0 and end.day < start.day:
        total -= 1
    if total < 0 and end.day > start.day:
        total += 1
    return month_count(total)


def _valued(value: Any, otherwise: str) -> Any:
    if value is None:
        raise NoValue(otherwise)
    return value
