"""Sums, products and powers of numbers, texts, dates and durations."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any

from engine.feel import limits
from engine.feel.errors import NoValue
from engine.feel.scope import Evaluation
from engine.feel.temporal import in_zone, later, midnight_of
from engine.feel.values import Months, kind

NUMBERS = Context(
    prec=limits.DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
_SECOND = timedelta(seconds=1)
_MICRO = timedelta(microseconds=1)
_LONGEST = -timedelta.min
Operation = Callable[[Evaluation, Any, Any], Any]


def power(run: Evaluation, base: Decimal, exponent: Decimal) -> Decimal:
    """Return a power; one that is no whole number of factors costs as much as it works.

    :raises NoValue: the exponent is too large.
    :raises FeelLimit: the budget is used up.
    """
    if abs(exponent) > limits.EXPONENT:
        raise NoValue("an exponent is at most %(most)s", most=limits.EXPONENT)
    if not base and exponent < 0:
        raise NoValue("division by zero")
    if exponent != exponent.to_integral_value():
        run.spend(limits.FRACTION)
    return NUMBERS.power(base, exponent)


def text(run: Evaluation, value: str) -> str:
    """Return a text that is not too long, paid for by its length.

    :raises NoValue: it is too long.
    :raises FeelLimit: the budget is used up.
    """
    if len(value) > limits.TEXT:
        raise NoValue("a text has at most %(most)s characters", most=limits.TEXT)
    run.spend(len(value) // limits.SIGNS)
    return value


def joined(run: Evaluation, parts: Iterable[str]) -> str:
    """Return parts as one text; no more are asked for once it is too long.

    :raises NoValue: it is too long.
    :raises FeelLimit: the budget is used up.
    """
    made, length = [], 0
    for part in parts:
        made.append(part)
        length += len(part)
        if length > limits.TEXT:
            break
    return text(run, "".join(made))


def int_of(number: Decimal) -> int:
    """Return a number without its places.

    :raises NoValue: it has more digits than any duration.
    """
    if number.adjusted() >= limits.DIGITS:
        raise NoValue("the result is out of range")
    return int(number)


def shifted(day: Any, months: int) -> Any:
    """Return the same day some months later, or the last of that month.

    >>> shifted(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def month_count(total: int) -> Months:
    """Return a duration of months.

    :raises NoValue: it is too long.
    """
    if abs(total) > 12 * limits.YEARS:
        raise NoValue("a duration has at most %(most)s years", most=limits.YEARS)
    return Months(total)


def whole_days(length: timedelta) -> timedelta:
    """Return a duration without its part of a day, as dates are counted."""
    return timedelta(days=length // timedelta(days=1))


def clock_plus(clock: time, length: timedelta) -> time:
    """Return a time of day later, round the clock."""
    moved = datetime.combine(date(2000, 1, 2), clock.replace(tzinfo=UTC)) + length % timedelta(1)
    return moved.time().replace(tzinfo=clock.tzinfo)


def between_moments(run: Evaluation, left: Any, right: Any) -> timedelta:
    """Return how much later ``left`` is than ``right``; a date is its midnight."""
    ends = (end if type(end) is datetime else midnight_of(end) for end in (left, right))
    one, other = (in_zone(end, run.at.tzinfo) for end in ends)
    return one.astimezone(UTC) - other.astimezone(UTC)


def between_clocks(run: Evaluation, left: time, right: time) -> timedelta:
    """Return how much later one time of day is than another."""
    day = date(2000, 1, 1)
    return between_moments(run, datetime.combine(day, left), datetime.combine(day, right))


def scaled(length: timedelta, factor: Decimal) -> timedelta:
    """Return a duration times a number."""
    return timedelta(microseconds=int_of(NUMBERS.multiply(Decimal(length // _MICRO), factor)))


def parted(length: timedelta, parts: Decimal) -> timedelta:
    """Return a duration divided by a number.

    >>> parted(timedelta(seconds=3), Decimal(3))
    datetime.timedelta(seconds=1)
    """
    return timedelta(microseconds=int_of(NUMBERS.divide(Decimal(length // _MICRO), parts)))


def divided(left: timedelta, right: timedelta) -> Decimal:
    """Return how often one duration goes into another."""
    return NUMBERS.divide(Decimal(left // _MICRO), Decimal(right // _MICRO))


def _n(operation: Callable[[Decimal, Decimal], Any]) -> Operation:
    return lambda run, left, right: operation(left, right)


_D, _T, _DT = "date", "time", "date and time"
_LEN, _MON, _NUM = "days and time duration", "years and months duration", "number"

OPERATIONS: dict[tuple[str, str, str], Operation] = {
    ("+", _NUM, _NUM): _n(NUMBERS.add),
    ("-", _NUM, _NUM): _n(NUMBERS.subtract),
    ("*", _NUM, _NUM): _n(NUMBERS.multiply),
    ("/", _NUM, _NUM): _n(NUMBERS.divide),
    ("**", _NUM, _NUM): power,
    ("+", "string", "string"): lambda run, a, b: text(run, a + b),
    ("+", _D, _LEN): lambda run, a, b: a + whole_days(b),
    ("+", _LEN, _D): lambda run, a, b: b + whole_days(a),
    ("-", _D, _LEN): lambda run, a, b: a + whole_days(-b),
    ("+", _DT, _LEN): lambda run, a, b: later(a, b),
    ("+", _LEN, _DT): lambda run, a, b: later(b, a),
    ("-", _DT, _LEN): lambda run, a, b: later(a, -b),
    ("+", _T, _LEN): lambda run, a, b: clock_plus(a, b),
    ("+", _LEN, _T): lambda run, a, b: clock_plus(b, a),
    ("-", _T, _LEN): lambda run, a, b: clock_plus(a, -b),
    ("+", _D, _MON): lambda run, a, b: shifted(a, b.total),
    ("+", _MON, _D): lambda run, a, b: shifted(b, a.total),
    ("-", _D, _MON): lambda run, a, b: shifted(a, -b.total),
    ("+", _DT, _MON): lambda run, a, b: shifted(a, b.total),
    ("+", _MON, _DT): lambda run, a, b: shifted(b, a.total),
    ("-", _DT, _MON): lambda run, a, b: shifted(a, -b.total),
    ("-", _D, _D): between_moments,
    ("-", _DT, _DT): between_moments,
    ("-", _D, _DT): between_moments,
    ("-", _DT, _D): between_moments,
    ("-", _T, _T): between_clocks,
    ("+", _LEN, _LEN): lambda run, a, b: a + b,
    ("-", _LEN, _LEN): lambda run, a, b: a - b,
    ("*", _LEN, _NUM): lambda run, a, b: scaled(a, b),
    ("*", _NUM, _LEN): lambda run, a, b: scaled(b, a),
    ("/", _LEN, _NUM): lambda run, a, b: parted(a, b),
    ("/", _LEN, _LEN): lambda run, a, b: divided(a, b),
    ("+", _MON, _MON): lambda run, a, b: month_count(a.total + b.total),
    ("-", _MON, _MON): lambda run, a, b: month_count(a.total - b.total),
    ("*", _MON, _NUM): lambda run, a, b: month_count(int_of(NUMBERS.multiply(Decimal(a.total), b))),
    ("*", _NUM, _MON): lambda run, a, b: month_count(int_of(NUMBERS.multiply(a, Decimal(b.total)))),
    ("/", _MON, _NUM): lambda run, a, b: month_count(int_of(NUMBERS.divide(Decimal(a.total), b))),
    ("/", _MON, _MON): lambda run, a, b: NUMBERS.divide(Decimal(a.total), Decimal(b.total)),
}


def calculated(run: Evaluation, operator: str, left: Any, right: Any) -> Any:
    """Return ``left operator right``; null, with a note, where that has no result."""
    if left is None or right is None:
        run.explain("nothing is calculated with null", of=operator)
        return None
    operation = OPERATIONS.get((operator, kind(left), kind(right)))
    if operation is None:
        run.explain(
            "there is no %(one)s %(operator)s %(other)s",
            one=kind(left),
            operator=operator,
            other=kind(right),
        )
        return None
    try:
        return operation(run, left, right)
    except (NoValue, ArithmeticError, ValueError) as problem:
        why = reason(problem)
        run.explain(why.message, of=operator, **why.params)
        return None


def reason(problem: Exception) -> NoValue:
    """Return why something cannot be calculated."""
    if isinstance(problem, NoValue):
        return problem
    if isinstance(problem, DivisionByZero):
        return NoValue("division by zero")
    return NoValue("the result is out of range")


def negated(run: Evaluation, value: Any) -> Any:
    """Return ``-value``."""
    match value:
        case None:
            run.explain("nothing is calculated with null", of="-")
            return None
        case Decimal():
            return NUMBERS.minus(value)
        case timedelta() if value > _LONGEST:
            run.explain("the result is out of range", of="-")
            return None
        case timedelta():
            return -value
        case Months():
            return Months(-value.total)
    run.explain("there is no -%(kind)s", kind=kind(value))
    return None
