"""Writes values as text, the way the language reads them again."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from engine.feel import limits
from engine.feel.errors import NoValue
from engine.feel.scope import Evaluation
from engine.feel.values import Months, Period, Range, kind
from engine.rules.timers import PERIODS


def plain_number(value: Decimal) -> str:
    """Return a number without exponent and without zeros at its end.

    >>> plain_number(Decimal("1E+3")), plain_number(Decimal("1.50")), plain_number(Decimal("-0"))
    ('1000', '1.5', '0')
    """
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_duration(value: timedelta) -> str:
    """Return a duration in days and time.

    >>> plain_duration(timedelta(days=-1, hours=-2)), plain_duration(timedelta())
    ('-P1DT2H', 'PT0S')
    """
    length = abs(value)
    hours, rest = divmod(length.seconds, 3_600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{length.microseconds:06}".rstrip("0") if length.microseconds else ""
    clock = "".join(f"{part}{unit}" for part, unit in ((hours, "H"), (minutes, "M")) if part)
    if seconds or fraction:
        clock += f"{seconds}{fraction}S"
    days = f"{length.days}D" if length.days else ""
    if not days and not clock:
        return "PT0S"
    return ("-" if value < timedelta() else "") + "P" + days + (f"T{clock}" if clock else "")


def plain_months(value: Months) -> str:
    """Return a duration in years and months.

    >>> plain_months(Months(14)), plain_months(Months(0))
    ('P1Y2M', 'P0M')
    """
    years, months = divmod(abs(value.total), 12)
    parts = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
    return ("-" if value.total < 0 else "") + "P" + parts


def plain_time(value: time | datetime) -> str:
    """Return a time of day, or a moment, with its zone.

    >>> plain_time(time(9, 30))
    '09:30:00'
    """
    bare = value.replace(tzinfo=None).isoformat()
    if "." in bare:
        bare = bare.rstrip("0")
    zone = getattr(value.tzinfo, "key", None)
    if zone:
        return f"{bare}@{zone}"
    offset = value.utcoffset()
    if offset is None:
        return bare
    return bare + (plain_offset(offset) if offset else "Z")


def plain_offset(value: timedelta) -> str:
    """Return how far a zone is from UTC.

    >>> plain_offset(timedelta(hours=8)), plain_offset(timedelta(hours=-3, minutes=-30))
    ('+08:00', '-03:30')
    """
    minutes, seconds = divmod(abs(value) // timedelta(seconds=1), 60)
    sign = "-" if value < timedelta() else "+"
    return f"{sign}{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


_SIMPLE: dict[str, Callable[[Any], str]] = {
    "Null": lambda value: "null",
    "boolean": lambda value: "true" if value else "false",
    "number": plain_number,
    "date": date.isoformat,
    "time": plain_time,
    "date and time": plain_time,
    "days and time duration": plain_duration,
    "years and months duration": plain_months,
}


def plain(run: Evaluation, value: Any, inside: bool = False) -> str:
    """Return the text of any value.

    :param inside: within a list or context, where texts have quotes.
    :raises NoValue: it is too long, or a function.
    """
    if type(value) is str:
        quoted = value.replace("\\", "\\\\").replace('"', '\\"')
        run.spend(len(value) // limits.SIGNS)
        return f'"{quoted}"' if inside else value
    simple = _SIMPLE.get(kind(value))
    return simple(value) if simple else _compound(run, value)


def _compound(run: Evaluation, value: Any) -> str:
    match value:
        case list():
            return _joined(run, "[", [plain(run, item, True) for item in _spent(run, value)], "]")
        case dict():
            _spent(run, value)
            parts = [f"{key}: {plain(run, part, True)}" for key, part in value.items()]
            return _joined(run, "{", parts, "}")
        case Range():
            start, end = (
                "" if at is None else plain(run, at, True) for at in (value.start, value.end)
            )
            return f"{'(['[value.start_included]}{start}..{end}{')]'[value.end_included]}"
        case Period():
            since = "" if value.from_ is None else f", {plain(run, value.from_)}"
            return f"{PERIODS[value.unit]}({value.number}{since})"
    raise NoValue("a %(kind)s has no text", kind=kind(value))


def _spent(run: Evaluation, value: Any) -> Any:
    run.spend(len(value) + 1)
    return value


def _joined(run: Evaluation, start: str, parts: list[str], end: str) -> str:
    if sum(map(len, parts)) > limits.TEXT:
        raise NoValue("a text has at most %(most)s characters", most=limits.TEXT)
    return start + ", ".join(parts) + end
