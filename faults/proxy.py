"""A cable between an office and its PostgreSQL that is cut where it hurts most."""

import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

COMMIT = b"COMMIT"
CHUNK = 65_536


class Cable:
    """Passes on what is said, and now and then loses the answer to a commit, or the commit.

    ``share`` says how many of the commits: none, until somebody sets it.
    """

    def __init__(self, server: Path, draw: random.Random) -> None:
        self._server, self._draw, self.share = server, draw, 0.0
        self.lost = {"commit": 0, "answer": 0}
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]

    def serve(self) -> None:
        """Take connections until it is closed."""
        with suppress(OSError):
            while True:
                office, _ = self._listener.accept()
                base = socket.socket(socket.AF_UNIX)
                try:
                    base.connect(str(self._server))
                except OSError:
                    office.close()
                    continue
                Thread(target=self._ask, args=(office, base), daemon=True).start()
                Thread(target=_pass_on, args=(base, office), daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _ask(self, office: socket.socket, base: socket.socket) -> None:
        """Pass on what the office says; a commit may be the last of it."""
        with suppress(OSError):
            while said := office.recv(CHUNK):
                cut = COMMIT in said and self._draw.random() < self.share
                if cut and self._draw.random() < 0.5:
                    self.lost["commit"] += 1
                    break
                if cut:
                    _hang_up(office)  # before the commit: its answer has nobody to go to
                base.sendall(said)
                if cut:
                    self.lost["answer"] += 1
                    _listen(base)
                    break
        _hang_up(office)
        _hang_up(base)


@contextmanager
def cable(server: Path, draw: random.Random) -> Iterator[Cable]:
    """A cable as long as the block lasts."""
    laid = Cable(server, draw)
    Thread(target=laid.serve, daemon=True).start()
    try:
        yield laid
    finally:
        laid.close()


def _pass_on(base: socket.socket, office: socket.socket) -> None:
    with suppress(OSError):
        while said := base.recv(CHUNK):
            office.sendall(said)
    _hang_up(office)
    _hang_up(base)


def _listen(base: socket.socket) -> None:
    """Wait for an answer that nobody will hear, so that what was asked is done."""
    base.settimeout(1)
    with suppress(OSError):
        base.recv(CHUNK)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
