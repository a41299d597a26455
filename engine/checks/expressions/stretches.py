"""The values one variable may have, cut where comparisons with constants change their answer.

Between two neighbouring constants every comparison says the same for all values, so one value
of each stretch is enough to try.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

from engine.feel.text import plain_duration, plain_months, plain_time
from engine.feel.values import Months, kind
from engine.forms.components import CHOOSING, Field

DISCRETE = {date: timedelta(days=1), Months: Months(1)}
SIZES = {
    Decimal: Decimal(1),
    datetime: timedelta(days=1),
    timedelta: timedelta(days=1),
}
ANOTHER = "…"


@dataclass(frozen=True)
class Domain:
    """The values a variable may have.

    :param options: the only texts there are; ``None`` for any.
    :param step: the smallest difference of two numbers; ``None`` for any.
    :param missing: whether it may be null.
    """

    options: tuple[str, ...] | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    step: Decimal | None = None
    missing: bool = True

    @classmethod
    def of(cls, field: Field, skipped: bool) -> "Domain":
        """Return the values an answer to a field of a form may have.

        :param skipped: whether the field may not be shown, so that it has no answer.
        """
        decimals = field.limits.decimals
        return cls(
            options=tuple(one.value for one in field.options) if field.type in CHOOSING else None,
            least=field.limits.least,
            most=field.limits.most,
            step=None if decimals is None else Decimal(1).scaleb(-decimals),
            missing=skipped or not (field.required or field.type == "checkbox"),
        )


def samples(constants: Iterable[Any], domain: Domain) -> list[Any] | None:
    """Return one value of each stretch; ``None`` where the constants are not comparable.

    >>> samples([Decimal(5)], Domain(step=Decimal(1), missing=False))
    [Decimal('4'), Decimal('5'), Decimal('6')]
    """
    constants = list(constants)
    told = [each for each in constants if each is not None]
    kinds = {kind(each) for each in told}
    missing = [None] if domain.missing else []
    if constants and not told:  # only null is asked for
        return [ANOTHER, *missing]
    if kinds == {"boolean"}:
        return [True, False, *missing]
    if kinds == {"string"}:
        return [*_texts(told, domain), *missing]
    if kinds == {"time"} and not any(each.tzinfo for each in told):
        return [*_clocks(told), *missing]
    if len(kinds) != 1 or type(told[0]) not in {*DISCRETE, *SIZES}:
        return None
    try:
        return [*_ordered(told, domain), *missing]
    except (OverflowError, TypeError, ArithmeticError):
        return None


def _texts(told: list[str], domain: Domain) -> list[str]:
    if domain.options is not None:
        return list(domain.options)
    return [*sorted(set(told)), ANOTHER, ""]


def _clocks(told: list[time]) -> Iterator[time]:
    """Yield the times of day, and one before, between and behind them."""
    midnight = datetime(2000, 1, 1, tzinfo=UTC)
    points = sorted({datetime.combine(midnight, clock, UTC) for clock in told})
    edges = [midnight, *points, midnight + timedelta(days=1)]
    between = [one + (other - one) / 2 for one, other in pairwise(edges) if one != other]
    yield from sorted(moment.time() for moment in {*points, *between})


def _ordered(told: list[Any], domain: Domain) -> Iterator[Any]:
    """Yield the constants, and a value before, between and behind them."""
    bounds = [domain.least, domain.most] if type(told[0]) is Decimal else []
    points = sorted({*told, *(bound for bound in bounds if bound is not None)})
    step = domain.step or DISCRETE.get(type(points[0]))
    around = step or SIZES[type(points[0])]
    yield from _kept([_less(points[0], around, domain)], domain)
    for point, following in zip(points, [*points[1:], None], strict=True):
        yield from _kept([point], domain)
        if following is None:
            yield from _kept([_next(point, around, domain)], domain)
        elif step is None:
            yield point + (following - point) / 2
        elif (inside := _next(point, step, domain)) < following:
            yield inside


def _next(point: Any, step: Any, domain: Domain) -> Any:
    if isinstance(point, Months):
        return Months(point.total + step.total)
    return (_rounded(point, step, ROUND_FLOOR) if domain.step else point) + step


def _less(point: Any, step: Any, domain: Domain) -> Any:
    if isinstance(point, Months):
        return Months(point.total - step.total)
    return (_rounded(point, step, ROUND_CEILING) if domain.step else point) - step


def _rounded(point: Any, step: Any, way: str) -> Any:
    """Return the next number of whole steps; what is no number stays as it is."""
    if not isinstance(point, Decimal):
        return point
    return (point / step).to_integral_value(way) * step


def _kept(values: list[Any], domain: Domain) -> Iterator[Any]:
    """Yield the numbers that keep within the domain, and all that are no numbers."""
    for value in values:
        if isinstance(value, Decimal):
            low = domain.least is not None and value < domain.least
            high = domain.most is not None and value > domain.most
            if low or high or (domain.step and value % domain.step):
                continue
        yield value


def shown(value: Any) -> str:
    """Return a value as one writes it in an expression.

    >>> shown("a"), shown(None), shown(True), shown(Decimal("5.50")), shown(date(2026, 3, 2))
    ('"a"', 'null', 'true', '5.50', '@"2026-03-02"')
    """
    match value:
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case None | bool():
            return {None: "null", True: "true", False: "false"}[value]
        case datetime() | time():
            return f'@"{plain_time(value)}"'
        case date():
            return f'@"{value.isoformat()}"'
        case timedelta():
            return f'@"{plain_duration(value)}"'
        case Months():
            return f'@"{plain_months(value)}"'
    return str(value)
