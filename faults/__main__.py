"""Breaks offices on both kinds of databases and counts what was lost: ``python -m faults``."""

import argparse
import random
import sys
import time

from faults.ground import Grounds, grounds
from faults.plan import KINDS, SCENARIOS
from faults.reports import Played, Report, keep, places, table

MOST_TOLD = 10


def main() -> int:
    """Break, count, print, keep the results; 1 when anything was lost, doubled, early, broken."""
    given, begun = _given(), time.monotonic()
    print(f"seed {given.seed}; the same again: make faults SEED={given.seed}", flush=True)
    played = _play(given)
    seconds = round(time.monotonic() - begun)
    print(places(played), table(played), sep="\n\n")
    print(f"{seconds} s; kept in {keep(played, {'seed': given.seed, 'seconds': seconds})}")
    return int(any(report.losses for report in played.values()))


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--long", action="store_true", help="for a night")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", choices=SCENARIOS, action="append", help="only this scenario")
    parser.add_argument("--database", choices=KINDS, action="append", help="only this kind")
    parser.add_argument("--round", type=int, help="only this round, by its number from 0")
    parser.add_argument("--each", type=int, help="how often something is broken in a round")
    given = parser.parse_args()
    given.only = given.only or [*SCENARIOS]
    given.database = given.database or [*KINDS]
    return given


def _play(given: argparse.Namespace) -> Played:
    played: dict[tuple[str, str], Report] = {}
    with grounds(given.database) as made:
        for kind in given.database:
            for name in given.only:
                if kind in SCENARIOS[name].kinds:
                    played[name, kind] = _rounds(given, name, kind, made)
    return played


def _rounds(given: argparse.Namespace, name: str, kind: str, made: Grounds) -> Report:
    """Play the rounds of a scenario, each in a new office; say how to repeat what failed."""
    scenario, total = SCENARIOS[name], Report()
    amount = scenario.long if given.long else scenario.short
    each = given.each or amount.each
    for number in range(amount.rounds) if given.round is None else [given.round]:
        with made.new(kind, f"{given.seed} {name} {kind} {number}") as ground:
            report = scenario.play(ground, each)
        total += report
        if report.losses:
            again = f"--only {name} --database {kind} --round {number} --each {each}"
            print(*report.told[:MOST_TOLD], sep="\n")
            print(f'repeat it: make faults SEED={given.seed} ARGS="{again}"', flush=True)
    whole = given.round is None and given.each is None
    if whole and (missed := scenario.missed(total)):
        total.fails(f"never reached: {', '.join(missed)}")
        print(total.told[-1], flush=True)
    return total


sys.exit(main())
