"""Verifying: does everything that is remembered tell the same story?

One file an invariant, or a few that look at the same rows; each yields what is broken, a
batch of cases at a time, so that a large office needs no more memory than a small one.
Source: docs/manual/operations.md, section Invariants.
"""

from collections.abc import Callable, Iterator

from app.files import FileStore
from app.storage.ground.packing import Damaged
from app.usecases.verifying import (
    acknowledged,
    cards,
    chains,
    clocks,
    deadlines,
    decisions,
    documents,
    files,
    gatherings,
    incidents,
    jobs,
    letters,
    notices,
    papers,
    questions,
    runs,
    silences,
    versions,
)
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

Check = Callable[[Work], Iterator[Breach]]

WHOLE: tuple[Check, ...] = (
    documents.breaches,
    chains.breaches,
    acknowledged.breaches,
    decisions.breaches,
    silences.breaches,
    deadlines.breaches,
    clocks.breaches,
    jobs.breaches,
    notices.breaches,
    letters.breaches,
    incidents.breaches,
    runs.breaches,
    versions.breaches,
    papers.breaches,
    cards.breaches,
    questions.breaches,
    gatherings.breaches,
)
QUICK: tuple[Check, ...] = (chains.loose_heads, runs.stuck)


def verify(work: Work, store: FileStore | None = None, quick: bool = False) -> Iterator[Breach]:
    """Check every invariant over the whole office; nothing is changed.

    :param store: the files of cases, where they are to be read too.
    :param quick: only the heads of the histories and the cases nobody can move.
    """
    for breaches in QUICK if quick else WHOLE:
        yield from _as_far_as_can_be_read(work, breaches)
    if store is not None and not quick:
        yield from files.breaches(work, store)


def _as_far_as_can_be_read(work: Work, breaches: Check) -> Iterator[Breach]:
    """A damaged document ends a check, not the verifying; ``documents`` tells which it is."""
    try:
        yield from breaches(work)
    except Damaged as damaged:
        about = breaches.__module__.rpartition(".")[2]
        yield Breach("I5", about, f"cannot be verified to the end: {damaged}")


__all__ = ["Breach", "verify"]
