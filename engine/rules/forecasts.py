"""How much longer a case will take, judged by how long earlier ones took from the same step on."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

LOW, MIDDLE, HIGH = 10, 50, 90
"""The shares, in percent, of earlier cases that were done by the three days of a forecast."""


@dataclass(frozen=True)
class Forecast:
    """The working days still to go: eight of ten earlier cases lay between the outer two.

    :param cases: how many earlier cases it rests on.
    """

    earliest: int
    likely: int
    latest: int
    cases: int


@dataclass(frozen=True)
class Past:
    """A step of a case that is decided.

    :param remaining: working days from the opening of the step to the decision of the case.
    """

    step: str
    opened_on: date
    decided_on: date
    remaining: int


@dataclass(frozen=True)
class Accuracy:
    """How forecasts would have done in the past.

    :param tried: how many could be made; ``within``: how many saw the truth between their
        outer days; ``mean_error``: working days between the likely day and the truth.
    """

    tried: int = 0
    within: int = 0
    mean_error: float = 0.0


def forecast(remaining: Sequence[int], spent: int, fewest: int) -> Forecast | None:
    """Return how many working days are still to go, or nothing where too few cases tell.

    Only those cases count that had not been decided either after so many days in the step.

    :param remaining: of earlier cases, sorted: working days from the step to the decision.
    :param spent: working days since the step was opened.

    Source: features T16.

    >>> forecast([2, 3, 3, 4, 9], spent=3, fewest=3)
    Forecast(earliest=0, likely=0, latest=6, cases=4)
    """
    told = remaining[bisect_left(remaining, spent) :]
    if len(told) < max(1, fewest):
        return None
    earliest, likely, latest = (_share(told, share) - spent for share in (LOW, MIDDLE, HIGH))
    return Forecast(earliest, likely, latest, len(told))


def risk(remaining: Sequence[int], spent: int, left: int) -> float:
    """Return the share of the cases that count which took longer than what is left.

    :param remaining: and ``spent``: as for ``forecast``.
    :param left: working days until the limit; below 0 once it has passed.

    >>> risk([2, 3, 3, 4, 9], spent=3, left=1)
    0.25
    """
    told = remaining[bisect_left(remaining, spent) :]
    if left < 0 or not told:
        return 1.0
    return 1 - bisect_left(told, spent + left + 1) / len(told)


def back_test(past: Iterable[Past], fewest: int) -> Accuracy:
    """Return how good forecasts would have been, each made with what was known on its day.

    A forecast is tried at the opening of every step, with the cases decided before that day.

    Source: features T16.

    >>> days = [date(2026, 3, day) for day in range(1, 6)]
    >>> back_test([Past("look", day, day, 2) for day in days], fewest=3)
    Accuracy(tried=2, within=2, mean_error=0.0)
    """
    known: dict[str, list[int]] = {}
    tried = within = missed_by = 0
    for is_decided, one in _in_order(past):
        told = known.setdefault(one.step, [])
        if is_decided:
            insort(told, one.remaining)
        elif said := forecast(told, 0, fewest):
            tried += 1
            within += said.earliest <= one.remaining <= said.latest
            missed_by += abs(said.likely - one.remaining)
    return Accuracy(tried, within, round(missed_by / tried, 2) if tried else 0.0)


def _in_order(past: Iterable[Past]) -> list[tuple[bool, Past]]:
    """Return openings and decisions as they came; of one day the openings come first."""
    events = [
        (day, is_decided, number, one)
        for number, one in enumerate(past)
        for day, is_decided in ((one.opened_on, False), (one.decided_on, True))
    ]
    return [(is_decided, one) for _, is_decided, _, one in sorted(events, key=lambda e: e[:3])]


def _share(told: Sequence[int], percent: int) -> int:
    """Return the value by which so many percent were done (nearest rank)."""
    return told[max(0, -(-len(told) * percent // 100) - 1)]
