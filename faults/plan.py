"""How much is broken: within minutes, or in a night."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """What a run does to each kind of database.

    :param kills: of forked processes, at named points and at random instants.
    :param round: kills between two countings.
    :param server_kills: of the real server under load.
    """

    kills: int = 2_000
    round: int = 250
    server_kills: int = 20


SHORT = Plan()
LONG = Plan(kills=10_000, round=500, server_kills=200)
