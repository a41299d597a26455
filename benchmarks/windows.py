"""Short windows of work by a few clients, each with the share of CPU that others took meanwhile."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Self

WARM_SECONDS = 0.3
QUIET = 0.15
"""A window is quiet when processes that are not ours took no more of the CPU than this."""

Walk = Callable[[], Iterator[tuple[str, float]]]
"""What one client does without end: it yields what was done and how many seconds it took."""


@dataclass
class Window:
    """What was acknowledged in a while.

    :param taken: seconds by kind of deed, of those that ended within the window.
    :param acknowledged: all deeds, also those before and after it.
    :param foreign: the share of CPU that processes that are not ours took.
    """

    seconds: float
    foreign: float = 0.0
    taken: dict[str, list[float]] = field(default_factory=dict)
    acknowledged: Counter[str] = field(default_factory=Counter)

    def rate(self, kind: str) -> float:
        """Return the deeds of a kind a second."""
        return len(self.taken.get(kind, ())) / self.seconds

    def percentile(self, kind: str, percent: float) -> float:
        """Return the milliseconds within which so many of a hundred were done."""
        ordered = sorted(self.taken[kind])
        return 1000 * ordered[min(len(ordered) - 1, int(percent / 100 * len(ordered)))]

    @property
    def noisy(self) -> bool:
        """Whether others worked so much that the figure says little."""
        return self.foreign > QUIET


def take(walk: Walk, clients: int, seconds: float) -> Window:
    """Let so many clients work, each one deed after the other.

    :raises Exception: whatever stopped a client: a step that fails fails the run.
    """
    with Crew(walk, clients) as crew:
        time.sleep(WARM_SECONDS)
        with Meter() as meter:
            begun = time.perf_counter()
            time.sleep(seconds)
    window = Window(meter.seconds, meter.foreign)
    for moment, kind, taken in crew.ended:
        window.acknowledged[kind] += 1
        if begun <= moment <= begun + meter.seconds:
            window.taken.setdefault(kind, []).append(taken)
    return window


class Crew:
    """Clients that work as long as the block lasts.

    :ivar ended: the moment, the kind and the seconds of every deed that was acknowledged.
    """

    def __init__(self, walk: Walk, clients: int) -> None:
        self._walk, self._stop, self._failures = walk, Event(), list[Exception]()
        self.ended: list[tuple[float, str, float]] = []
        self._threads = [Thread(target=self._work) for _ in range(clients)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        if self._failures:
            raise self._failures[0]

    def _work(self) -> None:
        try:
            for kind, taken in self._walk():
                self.ended.append((time.perf_counter(), kind, taken))
                if self._stop.is_set():
                    return
        except Exception as error:
            self._failures.append(error)


class Meter:
    """Measures how much of the CPU processes take that are neither this one nor its children."""

    def __enter__(self) -> Self:
        self._begun, self._busy, self._ours = time.perf_counter(), _busy(), _ours()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.perf_counter() - self._begun
        others = (_busy() - self._busy) - (_ours() - self._ours)
        self.foreign = max(0.0, others / (self.seconds * (os.cpu_count() or 1)))

    @property
    def noisy(self) -> bool:
        """Whether others worked so much that the figure says little."""
        return self.foreign > QUIET


TICK = os.sysconf("SC_CLK_TCK")


def _busy() -> float:
    """Return the CPU seconds spent by all, without idling and waiting for disks."""
    spent = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]]
    return (sum(spent) - spent[3] - spent[4]) / TICK


def _ours() -> float:
    """Return the CPU seconds spent by this process and all that descend from it."""
    children: dict[int, list[int]] = {}
    spent: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(words[1]), []).append(int(folder.name))
        spent[int(folder.name)] = int(words[11]) + int(words[12])
    family, total = [os.getpid()], 0
    while family:
        process = family.pop()
        total += spent.get(process, 0)
        family += children.get(process, ())
    return total / TICK
