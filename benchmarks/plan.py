"""How long and how often is measured: quick by default, within five minutes; or at length."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """What a run of the benchmarks does.

    :param tries: how often a window is taken, until one is quiet.
    :param open_tasks: the sizes at which inboxes are compared; the first is the reference.
    :param late: how many limits that mark are due at once; ``asleep``: how many that move.
    :param meanwhile: how many pass while people work.
    :param races: how often each race is repeated.
    :param examples: how many random examples every property of the engine is tried with.
    :param parts: the names of what is measured.
    :param peers: other engines that run somewhere, by name and address.
    """

    rounds: int = 5
    seconds: float = 1.5
    tries: int = 2
    clients: Sequence[int] = (1, 4)
    open_tasks: Sequence[int] = (1_000, 100_000)
    late: int = 10_000
    asleep: int = 1_000
    meanwhile: int = 40_000
    examples: int = 0
    races: int = 0
    parts: frozenset[str] = frozenset()
    peers: Sequence[tuple[str, str]] = ()


QUICK = Plan()
FULL = Plan(
    seconds=5,
    tries=4,
    clients=(1, 4, 8),
    open_tasks=(1_000, 100_000, 1_000_000),
    late=100_000,
    asleep=10_000,
    meanwhile=100_000,
    examples=2_000,
    races=200,
)
