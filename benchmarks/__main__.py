"""Runs the benchmarks and prints what they found, as ratios: ``python -m benchmarks [--full]``."""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.storage.ground.database import Database
from benchmarks import (
    boards,
    clocks,
    draining,
    engines,
    growth,
    inboxes,
    office,
    peers,
    proofs,
    races,
    steps,
    storing,
    waiting,
)
from benchmarks.client import Failed
from benchmarks.goals import Row, table
from benchmarks.office import Databases
from benchmarks.plan import FULL, QUICK, Plan
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.postgres import PostgresServer

RESULTS = Path(__file__).parent / "results"
DURABILITY = {
    "sqlite": ("sqlite_version()", "PRAGMA journal_mode", "PRAGMA synchronous"),
    "postgres": ("SHOW server_version", "SHOW fsync", "SHOW synchronous_commit"),
}


STEPS = "steps"
PARTS: Mapping[str, Callable[[Mapping[str, Databases], Plan], Iterable[Row]]] = {
    "inboxes": inboxes.measure,
    "boards": boards.measure,
    "storing": lambda made, _: storing.measure(made),
    "engines": lambda _, plan: engines.measure(plan.rounds),
    "growth": lambda _, plan: growth.measure(plan.rounds),
    "clocks": lambda _, plan: clocks.measure(plan.rounds),
    "draining": draining.measure,
    "waiting": waiting.measure,
}
"""What is measured besides whole steps, in this order."""


def main() -> int:
    """Measure, print, keep the results; 1 when a step failed, was lost or done twice.

    At length also races and the proofs by random examples; 1 when one of them fails.
    """
    plan = _plan()
    if plan.rounds == 0:
        return int(not _races_hold(plan))
    begun = time.monotonic()
    with databases() as made:
        durability = {kind: _durability(kind, made[kind]) for kind in made}
        machine = f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}"
        print(f"{machine}; client, servers and databases share it")
        for kind, told in durability.items():
            print(f"{kind}: {', '.join(told)}")
        try:
            rows, targets = steps.measure(made, plan) if STEPS in plan.parts else ([], [])
            for part in (one for one in PARTS if one in plan.parts):
                rows += PARTS[part](made, plan)
        except Failed as failure:
            print(f"FAILED: {failure}", file=sys.stderr)
            return 1
    print(table(rows))
    print(f"{time.monotonic() - begun:.0f} s; all windows: {_keep(rows, targets, durability)}")
    if plan.races and not _races_hold(plan):
        return 1
    return int(plan.examples > 0 and not proofs.hold(plan.examples))


def _races_hold(plan: Plan) -> bool:
    with databases() as made:
        return races.hold(made, plan.races)


@contextmanager
def databases() -> Iterator[Mapping[str, Databases]]:
    """Both kinds of databases, thrown away afterwards; nothing acknowledged may be lost."""
    with tempfile.TemporaryDirectory(prefix="lianshen_bench_") as folder, PostgresServer(()) as own:
        yield {"sqlite": SqliteDatabases(Path(folder)), "postgres": PostgresDatabases(own)}


def _plan() -> Plan:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--full", action="store_true", help="longer windows, larger inboxes, many random examples"
    )
    parser.add_argument(
        "--only", nargs="+", choices=(STEPS, *PARTS), metavar="PART", help=", ".join(PARTS)
    )
    parser.add_argument("--rounds", type=int, help="windows of each target")
    parser.add_argument("--seconds", type=float, help="length of a window")
    parser.add_argument("--races", type=int, metavar="REPEATS", help="nothing but the races")
    parser.add_argument(
        "--peer", action="append", type=peers.named, metavar="NAME=URL", help="an engine elsewhere"
    )
    given = parser.parse_args()
    if given.races:
        return replace(QUICK, rounds=0, races=given.races)
    plan = FULL if given.full else QUICK
    if (
        given.only
    ):  # whoever asks for a part does not ask for the races and proofs after all of them
        plan = replace(plan, parts=frozenset(given.only), races=0, examples=0)
    else:
        plan = replace(plan, parts=frozenset({STEPS, *PARTS}))
    rounds, seconds = given.rounds or plan.rounds, given.seconds or plan.seconds
    return replace(plan, rounds=rounds, seconds=seconds, peers=given.peer or ())


def _durability(kind: str, made: Databases) -> list[str]:
    """Return what our own connections say they keep when the power fails."""
    with made.like("office", office.fill) as url:
        database = Database(url)
        with database.engine.connect() as connection:
            told = []
            for question in DURABILITY[kind]:
                asked = question if " " in question else f"SELECT {question}"
                answer = connection.exec_driver_sql(asked).scalar_one()
                told.append(f"{question.rpartition(' ')[2]} {answer}")
        database.close()
    return told


def _keep(
    rows: Sequence[Row], targets: Sequence[steps.Target], durability: Mapping[str, object]
) -> Path:
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    told = {
        "durability": durability,
        "rows": [row.told() for row in rows],
        "windows": [_window(target, clients) for target in targets for clients in target.windows],
    }
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def _window(target: steps.Target, clients: int) -> dict[str, object]:
    windows = target.windows[clients]
    return {
        "target": target.name,
        "database": target.kind,
        "clients": clients,
        "steps_a_second": [window.rate("step") for window in windows],
        "p50_ms": [window.percentile("step", 50) for window in windows],
        "p95_ms": [window.percentile("step", 95) for window in windows],
        "foreign_cpu": [window.foreign for window in windows],
    }


sys.exit(main())
