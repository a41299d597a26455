"""Where called processes are found."""

from typing import Protocol

from engine import spiff
from engine.errors import NotFound
from engine.process.process import Process


class Library(spiff.Library, Protocol):
    """All versions of all processes, for calls."""

    def by_digest(self, digest: str) -> Process:
        """Return a version.

        :raises NotFound: there is none.
        """

    def latest(self, key: str) -> Process | None:
        """Return the newest published version of a process."""


class _Empty:
    """Knows no process."""

    def by_digest(self, digest: str) -> Process:
        raise NotFound("process.unknown", "There is no such process version.")

    def latest(self, key: str) -> Process | None:
        return None


EMPTY: Library = _Empty()
"""For processes that call none."""
