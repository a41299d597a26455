"""Versions in memory, so that none is read twice while it is used."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Digested(Protocol):
    """What is known by the digest of its files."""

    @property
    def digest(self) -> str:
        """The same files have the same digest."""


Kept = TypeVar("Kept", bound=Digested)


class Shelf(Generic[Kept]):
    """What was read, by digest; safe to share by threads, the least recently used goes."""

    def __init__(self, size: int) -> None:
        self._size, self._lock = size, Lock()
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def find(self, digest: str) -> Kept | None:
        """Return what has a digest, if it is here."""
        with self._lock:
            if digest in self._kept:
                self._kept.move_to_end(digest)
            return self._kept.get(digest)

    def keep(self, read: Kept) -> Kept:
        """Return what is here by the same digest; it is what was given if nothing was."""
        with self._lock:
            read = self._kept.setdefault(read.digest, read)
            if len(self._kept) > self._size:
                self._kept.popitem(last=False)
            return read
