"""Many limits due at once: how soon two clocks let them pass, and what people feel of it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial

from benchmarks import crowds, inboxes, office, walking
from benchmarks.goals import Row, slower
from benchmarks.office import Databases
from benchmarks.plan import Plan
from benchmarks.serving import OURS, served
from benchmarks.windows import Meter, take
from tests.databases import ROOT

MARKING = {"sqlite": 100_000 / 10, "postgres": 100_000 / 15}
"""Limits a second: what makes a hundred thousand in ten and in fifteen seconds."""
MOVING, MEANWHILE = 500.0, 3.0
Clock = subprocess.Popen[str]


def measure(databases: Mapping[str, Databases], plan: Plan) -> Iterator[Row]:
    """Yield the rows of P12, P13 and P14.

    :raises Failed: a limit was lost, passed twice, or is not in the history of its case.
    """
    for kind, made in databases.items():
        what = f"limits a second, {kind}, {plan.late:,} due at once, 2 clocks, one killed"
        yield _drained(made, ("P12", what, MARKING[kind]), crowds.late, plan.late)
        what = f"the same, each with a card that warns, {kind}"
        yield _drained(made, ("P12", what, MARKING[kind]), crowds.warned, plan.late)
        what = f"timers a second, {kind}, {plan.asleep:,} due at once, 2 clocks, one killed"
        yield _drained(made, ("P13", what, MOVING), crowds.asleep, plan.asleep)
    for kind, made in databases.items():
        yield from _meanwhile(kind, made, plan)


def _drained(
    made: Databases, goal: tuple[str, str, float], crowd: Callable[[str, int], None], size: int
) -> Row:
    with made.like("office", office.fill) as url:
        crowd(url, size)
        with clocks(url) as (victim, other), Meter() as meter:
            start(victim, other)
            _kill_midway(victim, size)
            other.wait()
        crowds.account(url, size, moved=crowd is crowds.asleep)
    name, what, need = goal
    rate = size / meter.seconds
    return Row(name, what, rate, None, rate, need, least=True, noisy=meter.noisy)


@contextmanager
def clocks(url: str, count: int = 2) -> Iterator[Sequence[Clock]]:
    """Have processes ready that let limits pass once they are started."""
    words = ["setpriv", "--pdeathsig=KILL", sys.executable, "-m", "benchmarks.targets.clockwork"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    env = os.environ | {"DATABASE_URL": url}
    each = [subprocess.Popen(words, cwd=ROOT, env=env, **pipes) for _ in range(count)]
    try:
        for clock in each:
            _hear(clock)
        yield each
    finally:
        for clock in each:
            clock.kill()
            clock.communicate()


def start(*each: Clock) -> None:
    """Let clocks begin."""
    for clock in each:
        assert clock.stdin is not None
        clock.stdin.write("\n")
        clock.stdin.flush()


def _kill_midway(clock: Clock, size: int) -> None:
    """Kill a clock, wherever it is, once it has done a quarter of the work."""
    while (said := _hear(clock)) and int(said) < size // 4:
        pass
    clock.kill()


def _hear(clock: Clock) -> str:
    assert clock.stdout is not None
    return clock.stdout.readline()


def _meanwhile(kind: str, made: Databases, plan: Plan) -> Iterator[Row]:
    """Yield how long the steps of people take while limits pass, by how long otherwise."""
    with ExitStack() as stack:
        url = stack.enter_context(made.like("office", office.fill))
        inboxes.open_tasks(url, plan.meanwhile)
        walk = partial(walking.ours, stack.enter_context(served(OURS, url)), office.let_in(url))
        take(walk, max(plan.clients), 1)
        before = {clients: take(walk, clients, plan.seconds) for clients in plan.clients}
        crowds.let_be_due(url, plan.meanwhile)
        if kind == "postgres":  # on SQLite the server has the only clock
            start(*stack.enter_context(clocks(url)))
        while not crowds.fired(url):
            time.sleep(0.1)
        during = {clients: take(walk, clients, plan.seconds) for clients in plan.clients}
        over = crowds.fired(url) >= plan.meanwhile
    for clients in plan.clients:
        what = f"p95 of a step (ms), {kind}, {clients} client(s), while limits pass by else"
        row = slower("P14", what, ([during[clients]], [before[clients]]), "step", MEANWHILE)
        yield replace(row, noisy=row.noisy or over)
