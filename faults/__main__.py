"""Breaks offices on both kinds of databases and counts what was lost: ``python -m faults``."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from faults.forked import Breakage, Report
from faults.plan import LONG, SHORT, Plan
from tests import office
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.postgres import PostgresServer

Databases = SqliteDatabases | PostgresDatabases


def main() -> int:
    """Break, count, print; 1 when anything was lost, doubled, early or broken."""
    given = _given()
    plan, begun, failed = _plan(given), time.monotonic(), False
    print(f"seed {given.seed}; the same again: make faults SEED={given.seed}")
    with _databases() as made:
        for kind in given.database:
            with made[kind].like("office", office.fill) as url, _folder() as folder:
                report = Breakage(url, given.seed, folder).kill(plan)
            failed |= bool(report.losses)
            print(_told(kind, report))
    print(f"{time.monotonic() - begun:.0f} s")
    return int(failed)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--long", action="store_true", help="for a night")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--kills", type=int, help="of forked processes")
    parser.add_argument(
        "--database", action="append", choices=["sqlite", "postgres"], help="only this kind"
    )
    given = parser.parse_args()
    given.database = given.database or ["sqlite", "postgres"]
    return given


def _plan(given: argparse.Namespace) -> Plan:
    plan = LONG if given.long else SHORT
    return plan if given.kills is None else Plan(given.kills, plan.round, plan.server_kills)


@contextmanager
def _databases() -> Iterator[Mapping[str, Databases]]:
    """Both kinds of databases, thrown away afterwards; nothing acknowledged may be lost."""
    with _folder() as folder, PostgresServer(()) as own:
        yield {"sqlite": SqliteDatabases(folder), "postgres": PostgresDatabases(own)}


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="lianshen_faults_") as folder:
        yield Path(folder)


def _told(kind: str, report: Report) -> str:
    reached = ", ".join(
        f"{point or 'at random'} {n}" for point, n in sorted(report.reached.items())
    )
    counts = ", ".join(f"{name} {value}" for name, value in vars(report.losses).items())
    lines = [
        f"{kind}: {report.kills} kills, {report.acknowledged} deeds acknowledged; {counts}",
        f"  killed: {reached}",
        *(f"  {line}" for line in report.told[:20]),
    ]
    return "\n".join(lines)


sys.exit(main())
