"""Garbage is looked for between tests, among what is new: else it takes a sixth of a run.

All tests and all that they have loaded would be looked through again and again, to no end.
"""

import gc

EVERY = 50
"""After so many tests: each leaves an app or two behind, whose parts know each other."""
NEW = (700, 10, 100_000)
"""Within a test only what is new is looked through, as always: it is still at hand."""


class Garbage:
    """Looks for garbage after every so many tests; what is left then stays."""

    def __init__(self) -> None:
        gc.set_threshold(*NEW)
        self._ended = 0

    def pytest_collection_finish(self) -> None:
        _look()

    def pytest_runtest_logfinish(self) -> None:
        self._ended += 1
        if self._ended % EVERY == 0:
            _look()


def _look() -> None:
    gc.collect()
    gc.freeze()
