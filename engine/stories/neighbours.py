"""The processes that lie beside each other, each in the version at hand."""

from collections.abc import Callable, Mapping

from engine.errors import NotFound
from engine.process import Process

Read = Callable[[str], Mapping[str, bytes] | None]


class Neighbours:
    """A library for stories: a process is read when somebody calls it.

    :param read: returns the files of a process, ``None`` where there is none.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._found: dict[str, Process] = {}

    def latest(self, key: str) -> Process | None:
        """Return a process.

        :raises Invalid: it cannot be read.
        """
        if key not in self._found and (files := self._read(key)):
            self._found[key] = Process.read(files)
        return self._found.get(key)

    def by_digest(self, digest: str) -> Process:
        """Return a process that was called before.

        :raises NotFound: none was.
        """
        for process in self._found.values():
            if process.digest == digest:
                return process
        raise NotFound("process.unknown", "There is no such process version.")
