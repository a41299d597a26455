"""Verifying: does everything that is remembered tell the same story?

One file an invariant, or a few that look at the same rows; each yields what is broken.
Source: docs/manual/operations.md, section Invariants.
"""

from collections.abc import Iterator

from app.usecases.verifying import chains, deadlines, decisions, runs
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

CHECKS = (chains.breaches, decisions.breaches, deadlines.breaches, runs.breaches)


def verify(work: Work) -> Iterator[Breach]:
    """Check every invariant over the whole office; nothing is changed."""
    for breaches in CHECKS:
        yield from breaches(work)


__all__ = ["Breach", "verify"]
