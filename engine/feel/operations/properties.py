"""What dates, times, durations and ranges have behind a dot."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from engine.feel.scope import Evaluation
from engine.feel.values import kind


def _offset(value: Any) -> timedelta | None:
    moment = value if isinstance(value, datetime) else datetime.combine(date(2000, 1, 1), value)
    return moment.utcoffset()


def _zone(value: Any) -> str | None:
    return getattr(value.tzinfo, "key", None)


def _seconds(value: timedelta) -> int:
    return abs(value) // timedelta(seconds=1)


def _signed(value: timedelta, part: int) -> Decimal:
    return Decimal(-part if value < timedelta() else part)


_DAY: dict[str, Callable[[Any], Any]] = {
    "year": lambda value: Decimal(value.year),
    "month": lambda value: Decimal(value.month),
    "day": lambda value: Decimal(value.day),
    "weekday": lambda value: Decimal(value.isoweekday()),
}
_CLOCK: dict[str, Callable[[Any], Any]] = {
    "hour": lambda value: Decimal(value.hour),
    "minute": lambda value: Decimal(value.minute),
    "second": lambda value: Decimal(value.second),
    "time offset": _offset,
    "timezone": _zone,
}
PROPERTIES: dict[str, dict[str, Callable[[Any], Any]]] = {
    "date": _DAY,
    "time": _CLOCK,
    "date and time": _DAY | _CLOCK,
    "days and time duration": {
        "days": lambda value: _signed(value, _seconds(value) // 86_400),
        "hours": lambda value: _signed(value, _seconds(value) // 3_600 % 24),
        "minutes": lambda value: _signed(value, _seconds(value) // 60 % 60),
        "seconds": lambda value: _signed(value, _seconds(value) % 60),
    },
    "years and months duration": {
        "years": lambda value: Decimal(value.years),
        "months": lambda value: Decimal(value.months),
    },
    "range": {
        "start": lambda value: value.start,
        "end": lambda value: value.end,
        "start included": lambda value: value.start_included,
        "end included": lambda value: value.end_included,
    },
    "period": {
        "number": lambda value: Decimal(value.number),
        "from": lambda value: value.from_,
    },
}


def property_of(run: Evaluation, value: Any, name: str) -> Any:
    """Return what a value has under a name; null, with a note, if it has no such thing."""
    of_kind = PROPERTIES.get(kind(value), {})
    found = of_kind[name](value) if name in of_kind else None
    if found is None:
        run.explain("a %(kind)s has no %(name)s", kind=kind(value), name=name)
    return found
