"""What is played, and how much of it: within minutes, or in a night."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from faults import clocks, cuts, kills, pauses, restarts, served
from faults.ground import Ground
from faults.points import POINTS
from faults.reports import Report

KINDS = ("sqlite", "postgres")


@dataclass(frozen=True)
class Amount:
    """How much of a scenario is played on each kind of database.

    :param rounds: offices it is played in, each new.
    :param each: how often something is broken in each of them.
    """

    rounds: int
    each: int


@dataclass(frozen=True)
class Scenario:
    """One way of breaking an office."""

    play: Callable[[Ground, int], Report]
    short: Amount
    long: Amount
    kinds: Sequence[str] = KINDS
    points: Collection[str] = ()

    def missed(self, report: Report) -> list[str]:
        """Return the points at which nothing was broken: a whole run comes to all of them."""
        return [point for point in self.points if not report.at[point]]


SCENARIOS: Mapping[str, Scenario] = {
    "kills": Scenario(kills.play, Amount(8, 250), Amount(40, 250), points=POINTS),
    "served": Scenario(served.play, Amount(1, 20), Amount(10, 20)),
    "pauses": Scenario(pauses.play, Amount(1, 20), Amount(10, 40)),
    "clocks": Scenario(clocks.play, Amount(1, 5), Amount(10, 10)),
    "restarts": Scenario(restarts.play, Amount(1, 5), Amount(5, 10), ("postgres",)),
    "cuts": Scenario(cuts.play, Amount(1, 50), Amount(10, 100), ("postgres",)),
}
