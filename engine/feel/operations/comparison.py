"""Which values are the same, which come before others, which lie within."""

from collections.abc import Callable
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import Any

from engine.feel.scope import Evaluation
from engine.feel.temporal import in_zone, instant
from engine.feel.values import Range, kind

ORDERED = frozenset((
    "number", "string", "date", "time", "date and time",
    "days and time duration", "years and months duration",
))  # fmt: skip
ORDERS: dict[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}


def same(run: Evaluation, left: Any, right: Any) -> bool | None:
    """Tell whether two values are equal; null only equals null, different kinds give null."""
    if left is None or right is None:
        return left is right
    if type(left) is not type(right):
        return _unlike(run, left, right)
    if type(left) is list:
        return _same_items(run, left, right)
    if type(left) is dict:
        if left.keys() != right.keys():
            return False
        return _same_items(run, list(left.values()), [right[key] for key in left])
    if type(left) in (datetime, time):
        left, right = aligned(run, left, right)
    if type(left) is Range:
        return _same_ranges(run, left, right)
    return bool(left == right)


def _unlike(run: Evaluation, left: Any, right: Any) -> bool | None:
    run.explain("a %(one)s is not compared with a %(other)s", one=kind(left), other=kind(right))
    return None


def _same_items(run: Evaluation, left: list[Any], right: list[Any]) -> bool | None:
    run.spend(len(left))
    if len(left) != len(right):
        return False
    for one, other in zip(left, right, strict=True):
        equal = same(run, one, other)
        if equal is not True:
            return equal
    return True


def _same_ranges(run: Evaluation, left: Range, right: Range) -> bool | None:
    ends = [(span.start_included, span.end_included, span.endless) for span in (left, right)]
    if ends[0] != ends[1]:
        return False
    return _same_items(run, [left.start, left.end], [right.start, right.end])


def aligned(run: Evaluation, left: Any, right: Any) -> tuple[Any, Any]:
    """Return two moments or times so that Python compares them, by default in the office's zone."""
    if type(left) is datetime:
        zone = run.at.tzinfo
        return instant(in_zone(left, zone)), instant(in_zone(right, zone))
    return _seconds(left, run.at), _seconds(right, run.at)


def _seconds(clock: time, at: datetime) -> float:
    zone: tzinfo | None = clock.tzinfo or at.tzinfo
    moment = datetime.combine(date(2000, 1, 1), clock.replace(tzinfo=zone))
    offset = moment.utcoffset()
    local = clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6
    return local - (offset.total_seconds() if offset else 0)


def ordered(run: Evaluation, operator: str, left: Any, right: Any) -> bool | None:
    """Tell whether ``left`` comes before or after ``right``; null where there is no order."""
    if type(left) is Decimal and type(right) is Decimal:
        return ORDERS[operator](left, right)
    if left is None or right is None:
        run.explain("null is neither before nor after another value")
        return None
    if type(left) is not type(right) or kind(left) not in ORDERED:
        run.explain(
            "a %(one)s is neither before nor after a %(other)s", one=kind(left), other=kind(right)
        )
        return None
    if type(left) in (datetime, time):
        left, right = aligned(run, left, right)
    return ORDERS[operator](left, right)


def compared(run: Evaluation, operator: str, left: Any, right: Any) -> bool | None:
    """Return ``left operator right``."""
    if operator == "=":
        return same(run, left, right)
    if operator == "!=":
        equal = same(run, left, right)
        return None if equal is None else not equal
    return ordered(run, operator, left, right)


def within_range(run: Evaluation, value: Any, span: Range) -> bool | None:
    """Tell whether a value lies in a range."""
    low = high = True if value is not None else None
    without_start, without_end = span.endless
    if not without_start:
        low = ordered(run, "<=" if span.start_included else "<", span.start, value)
    if not without_end:
        high = ordered(run, "<=" if span.end_included else "<", value, span.end)
    if low is False or high is False:
        return False
    return None if low is None or high is None else True


def within(run: Evaluation, value: Any, test: Any) -> bool | None:
    """Tell whether a value is what a test says: the same, in its range, or in its list."""
    if type(test) is Range and type(value) is not Range:
        return within_range(run, value, test)
    if type(test) is not list:
        return same(run, value, test)
    run.spend(len(test))
    if type(value) is list and same(run, value, test):
        return True
    return any(within(run, value, part) is True for part in test)
