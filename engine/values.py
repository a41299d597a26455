"""Values as JSON and back, with their types; no key a user may choose means anything."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any

from engine.errors import Broken
from engine.feel import Months, Period

TAG = "$"
_LARGEST = 2**53
_PLAIN = frozenset((type(None), bool, str))
_WRITERS: dict[type, Callable[[Any], Any]] = {
    int: str,
    Decimal: str,
    date: date.isoformat,
    time: time.isoformat,
    datetime: datetime.isoformat,
    timedelta: lambda span: [span.days, span.seconds, span.microseconds],
    Months: lambda months: months.total,
    Period: lambda period: [period.unit, period.number, pack(period.from_)],
}
_READERS: dict[str, Callable[[Any], Any]] = {
    "int": int,
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "datetime": datetime.fromisoformat,
    "timedelta": lambda parts: timedelta(*parts),
    "Months": Months,
    "Period": lambda parts: Period(parts[0], parts[1], unpack(parts[2])),
    "WorkingDays": lambda parts: Period("working_days", parts[0], unpack(parts[1])),
    "dict": lambda pairs: {key: unpack(value) for key, value in pairs.items()},
}


def pack(value: Any) -> Any:
    """Return a value as JSON can hold it.

    :raises Broken: it is of a kind that cannot be kept, such as a function.

    >>> pack({"fee": Decimal("1.50"), "$": 1})
    {'$': ['dict', {'fee': {'$': ['Decimal', '1.50']}, '$': 1}]}
    """
    kind = value.__class__
    if kind in _PLAIN or (kind is int and -_LARGEST < value < _LARGEST):
        return value
    if kind in (float, Decimal) and not isfinite(value):
        raise _unkept(str(value))
    if kind is float:
        return value
    if kind is dict:
        packed = {}
        for key, one in value.items():
            packed[str(key)] = one if one.__class__ in _PLAIN else pack(one)
        return {TAG: ["dict", packed]} if TAG in value else packed
    if kind is list or kind is tuple:
        return [pack(one) for one in value]
    if kind in _WRITERS:
        return {TAG: [kind.__name__, _WRITERS[kind](value)]}
    raise _unkept(kind.__name__)


def unpack(value: Any) -> Any:
    """Return what was packed.

    >>> unpack(pack([Decimal("1.50"), {"$": 1}]))
    [Decimal('1.50'), {'$': 1}]
    """
    if value.__class__ is list:
        return [unpack(one) for one in value]
    if value.__class__ is not dict:
        return value
    if TAG in value:
        name, kept = value[TAG]
        return _READERS[name](kept)
    return {key: unpack(one) for key, one in value.items()}


def _unkept(kind: str) -> Broken:
    message = "A value of the kind “%(kind)s” cannot be kept."
    return Broken("data.unknown_kind", message, kind=kind)
