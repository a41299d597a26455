"""Verifying: does everything that is remembered tell the same story?

One file an invariant, or a few that look at the same rows; each yields what is broken, a
batch of cases at a time, so that a large office needs no more memory than a small one.
Source: docs/manual/operations.md, section Invariants.
"""

from collections.abc import Callable, Iterator

from app.files import FileStore
from app.usecases.verifying import (
    chains,
    clocks,
    deadlines,
    decisions,
    files,
    jobs,
    papers,
    runs,
    versions,
)
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

Check = Callable[[Work], Iterator[Breach]]

WHOLE: tuple[Check, ...] = (
    chains.breaches,
    decisions.breaches,
    deadlines.breaches,
    clocks.breaches,
    jobs.breaches,
    runs.breaches,
    versions.breaches,
    papers.breaches,
)
QUICK: tuple[Check, ...] = (chains.loose_heads, runs.stuck)


def verify(work: Work, store: FileStore | None = None, quick: bool = False) -> Iterator[Breach]:
    """Check every invariant over the whole office; nothing is changed.

    :param store: the files of cases, where they are to be read too.
    :param quick: only the heads of the histories and the cases nobody can move.
    """
    for breaches in QUICK if quick else WHOLE:
        yield from breaches(work)
    if store is not None and not quick:
        yield from files.breaches(work, store)


__all__ = ["Breach", "verify"]
