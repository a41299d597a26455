"""Kills of forked processes: at every named point of every deed, and at random instants."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from flask import Flask

from app import clock
from app.jobs import running
from app.storage.database import Database
from app.usecases.jobs.registry import JobTypes
from app.usecases.work import Parts
from engine.stories.telling import moment
from faults.judging import Losses, judge
from faults.lives import ITEMS
from faults.machines import LookUp
from faults.plan import Plan
from tests import office
from tests.databases import ROOT
from tests.usecases import drawing
from tests.usecases.desk import Desk

PLACES: dict[str, Sequence[str]] = {
    "hand in": (
        *("before the transaction", "case begun", "task opened", "limit begun"),
        *("history not written", "history written", "paper written", "wait written", "job begun"),
        *("before the commit", "after the commit"),
    ),
    "answer": (
        *("before the transaction", "case locked", "task closed", "case written", "task opened"),
        *("limit claimed", "history not written", "history written", "message kept"),
        *("paper written", "before the commit", "after the commit"),
    ),
    "pass a limit": (
        *("before the transaction", "case locked", "limit claimed", "case written"),
        *("history not written", "history written", "before the commit", "after the commit"),
    ),
    "tick": (
        *("case locked", "limit claimed", "notice written", "history written", "case written"),
        *("message addressed", "message delivered", "before the commit", "after the commit"),
    ),
    "deliver": (
        *("case locked", "message addressed", "message delivered", "history written"),
        *("before the commit", "after the commit"),
    ),
    "do jobs": (
        *("job written", "case locked", "task opened", "notice written", "history written"),
        *("before the commit", "after the commit"),
    ),
}
"""Where each deed is killed."""
AT_RANDOM = 0.25
"""The share of the kills at no named point."""
MOST_MILLISECONDS, MOST_NTH = 60, 3
CASES_EACH = 12


@dataclass
class Report:
    """What a run of kills came to.

    :param reached: kills by point; ``""`` for those at a random instant.
    """

    kills: int = 0
    cases: int = 0
    acknowledged: int = 0
    reached: dict[str, int] = field(default_factory=dict)
    losses: Losses = field(default_factory=Losses)
    told: list[str] = field(default_factory=list)


class Breakage:
    """An office in which processes are killed, round after round."""

    def __init__(self, url: str, seed: int, folder: Path) -> None:
        self._url, self._draw = url, random.Random(seed)
        self._parts = Parts(Database(url), job_types=JobTypes({"look_up": LookUp()}))
        self._desk, self._told = Desk(self._parts), folder / "acknowledged"
        self._now = moment("2026-03-02T09:00")
        self.report = Report()
        self._open()

    def kill(self, plan: Plan) -> Report:
        """Kill until there were enough kills, or something was lost; count after each round."""
        while self.report.kills < plan.kills and not self.report.losses:
            self._work_comes_in()
            with _nest(self._url, self._told) as nest:
                for _ in range(min(plan.round, plan.kills - self.report.kills)):
                    self._one(nest)
            self._drain()
            self._count()
        self._parts.database.close()
        return self.report

    def _open(self) -> None:
        office.set_clock(self._parts, self._now)
        two_ways, listener = drawing.two_ways_out(), drawing.listener()
        for drawn in (two_ways, listener, drawing.teller(), drawing.looking_up()):
            drawing.publish(self._desk, drawn)

    def _work_comes_in(self) -> None:
        """Hand in some cases and let the limits of most of them become due."""
        for item, answers in ITEMS * CASES_EACH:
            self._desk.hand_in(answers, item=item)
        self._go_on(timedelta(days=7))

    def _one(self, nest: "subprocess.Popen[str]") -> None:
        """Let one process live until it is killed; one that never came to its point is no kill."""
        deed = self._draw.choice(list(PLACES))
        point = "" if self._draw.random() < AT_RANDOM else self._draw.choice(PLACES[deed])
        most = MOST_NTH if point else MOST_MILLISECONDS
        wish = {"deed": deed, "point": point, "nth": self._draw.randint(1, most)}
        print(json.dumps(wish | {"seed": self._draw.getrandbits(32)}), file=nest.stdin, flush=True)
        answer = nest.stdout.readline().strip() if nest.stdout else ""
        if answer == "killed":
            self.report.kills += 1
            self.report.reached[point] = self.report.reached.get(point, 0) + 1
        elif answer != "ended 0":
            self.report.told.append(f"{wish} {answer or 'the nest is gone'}")
            self.report.losses.breaches += 1

    def _drain(self) -> None:
        """Let a process that nobody kills do what was left; leases of the dead are over."""
        self._go_on(timedelta(days=1))
        app = Flask("office")
        app.extensions["parts"] = self._parts
        with app.app_context():
            while sum(1 for _ in running.running()) + clock.tick():
                pass

    def _go_on(self, time: timedelta) -> None:
        self._now += time
        office.put_clock_on(self._parts, self._now)

    def _count(self) -> None:
        lines = self._told.read_text(encoding="utf-8").splitlines()
        acknowledged = [(what, name) for what, _, name in (line.partition(" ") for line in lines)]
        losses, told = judge(self._parts, acknowledged)
        self.report.acknowledged = len(acknowledged)
        self.report.losses += losses
        self.report.told += told


@contextmanager
def _nest(url: str, acknowledged: Path) -> "Iterator[subprocess.Popen[str]]":
    """Start the warm parent, and end it."""
    acknowledged.touch()
    nest = subprocess.Popen(
        [sys.executable, "-m", "faults.nest", url, str(acknowledged)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield nest
    finally:
        nest.communicate()
