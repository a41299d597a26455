"""Kills of forked processes: at every named point of every deed, and at random instants."""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random

from app.backups.archives import unpack
from engine.errors import Refusal
from faults.ground import Ground
from faults.judging import judge
from faults.nest import Nest, Wish, let_live, nest
from faults.offices import ITEMS
from faults.places import PLACES
from faults.reports import Report
from tests.usecases.calendars.telling import applied, rest

AT_ONCE = 2
"""Processes that live at the same time."""
AT_RANDOM = 0.2
"""The share of the kills at no named point."""
MOST_MILLISECONDS, MOST_NTH = 250, 2
CASES_EACH = 10
IN_A_ROW = 20
MOST_TRIES = 10
"""Lives a kill may cost: not every life comes to its point."""
RESTS, A_WHILE = "2026-03-05", timedelta(days=1)
ENDED = "ended 0"


def play(ground: Ground, kills: int) -> Report:
    """Kill so many processes of one office, let one that nobody kills do the rest, and count."""
    come_in(ground)
    report, ends = Report(), wishes(ground.draw)
    with ExitStack() as stack:
        nests = [stack.enter_context(nest(ground.url, ground.folder)) for _ in range(AT_ONCE)]
        threads = stack.enter_context(ThreadPoolExecutor(AT_ONCE))
        tries = 0
        while report.broken < kills and tries < kills * MOST_TRIES + IN_A_ROW * AT_ONCE:
            some = min(IN_A_ROW, -(-(kills - report.broken) // AT_ONCE))
            each = [list(islice(ends, some)) for _ in nests]
            for ended in threads.map(_live, nests, each):
                _note(ended, report)
            tries += some * AT_ONCE
            ground.put_clock_on(ground.now() + A_WHILE)
    if report.broken < kills:
        report.fails(f"only {report.broken} of {kills} processes came to their point")
    ground.drain()
    report += judge(ground)
    _try_archives(ground.folder, report)
    return report


def come_in(ground: Ground) -> None:
    """Hand in some cases, let their limits become due, and give them a calendar to follow."""
    for item, answers in ITEMS * CASES_EACH:
        ground.desk.hand_in(answers, item=item)
    applied(ground.desk, rest(RESTS))
    ground.put_clock_on(ground.now() + timedelta(days=7))


def wishes(draw: Random) -> Iterator[Wish]:
    """Yield how each process shall end: every point of every deed in turn, and random instants."""
    places = [(deed, point) for deed, place in PLACES.items() for point in place.points]
    draw.shuffle(places)
    for deed, point in cycle(places):
        if draw.random() < AT_RANDOM:
            anything, instant = draw.choice(list(PLACES)), draw.randint(1, MOST_MILLISECONDS)
            yield {"deed": anything, "point": "", "nth": instant, "seed": draw.getrandbits(32)}
        nth = draw.randint(1, MOST_NTH)
        yield {"deed": deed, "point": point, "nth": nth, "seed": draw.getrandbits(32)}


def _live(process: Nest, wishes: Sequence[Wish]) -> Sequence[tuple[Wish, str]]:
    return [(wish, let_live(process, wish)) for wish in wishes]


def _note(ended: Sequence[tuple[Wish, str]], report: Report) -> None:
    """Count who was killed; one that never came to its point is no kill, and no failure."""
    for wish, how in ended:
        if how == "killed":
            report.broken += 1
            report.at[wish["point"] or "at random"] += 1
        elif how != ENDED:
            report.fails(f"{wish} {how}")


def _try_archives(folder: Path, report: Report) -> None:
    """Unpack every archive that has its name: it is whole, whoever was killed over it."""
    for file in folder.glob("office_*.tar.zst"):
        with tempfile.TemporaryDirectory(dir=folder) as unpacked:
            try:
                unpack(file, Path(unpacked))
            except Refusal as refusal:
                report.losses.breaches += 1
                report.told.append(f"{file.name}: {refusal}")
