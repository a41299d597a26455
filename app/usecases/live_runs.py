"""Runs that were moved a moment ago: whoever moves them next need not read them again."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from engine import Process, Run

MOST = 200
LONGEST = 4 * 1024
"""A state of more bytes belongs to a run that takes up over 100 KB of memory."""


class LiveRuns:
    """Keeps some runs in memory, each by the very state that was stored of it.

    A run is lent to one deed and is not here meanwhile. It comes back when what it has become is
    committed; a deed that is refused, fails or is killed leaves nothing, and the next one reads
    the state. So does one that finds a state another process has stored.

    Source: docs/decisions/0225-runs-stay-in-memory-by-their-state.md.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._by_state = OrderedDict[bytes, Run]()

    def take(self, state: bytes, process: Process) -> Run | None:
        """Return the run with this state, for the caller alone; none where it is not here.

        :param process: as the caller read it; a run of another reading is let go.
        """
        with self._lock:
            run = self._by_state.pop(state, None)
        return run if run is not None and run.process is process else None

    def keep(self, runs: Mapping[bytes, Run]) -> None:
        """Keep runs whose states are committed, and let go of those that rested longest."""
        small = {state: run for state, run in runs.items() if len(state) <= LONGEST}
        for run in small.values():
            run.rest()
        with self._lock:
            self._by_state.update(small)
            while len(self._by_state) > self._most:
                self._by_state.popitem(last=False)
