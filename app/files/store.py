"""The file store: content under its own digest, on disk before any row speaks of it."""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from app.files.labels import label_of
from app.files.types import media_type_of
from engine.errors import Broken, Fault, Invalid

PIECE = 256 * 1024
MEGABYTE = 1024 * 1024


class TooLarge(Invalid):
    """One file has more bytes than a file may have."""


@dataclass(frozen=True)
class Room:
    """How much may be handed in."""

    file_bytes: int = 20 * MEGABYTE
    case_bytes: int = 100 * MEGABYTE
    case_files: int = 50


@dataclass(frozen=True)
class Received:
    """A file that has arrived and been looked at, but belongs to nothing yet.

    :param name: the sender's name for it: a label, never a path.
    """

    store: "FileStore"
    temporary: Path
    name: str
    digest: str
    size: int
    media_type: str

    def keep(self) -> None:
        """Put the file where its digest says; the same content twice is one file."""
        target = self.store.place_of(self.digest)
        target.parent.mkdir(parents=True, exist_ok=True)
        self.temporary.rename(target)
        _sync(target.parent)


@dataclass(frozen=True)
class FileStore:
    """Files of cases in a folder of this machine.

    Source: decision 31.
    """

    folder: Path
    room: Room = Room()

    @contextmanager
    def receiving(self, stream: IO[bytes], name: str) -> Iterator[Received]:
        """Take a file in; whatever was not kept when the block ends is gone.

        :raises TooLarge: it has more bytes than a file may have.
        :raises Invalid: it is empty, of a type we do not take, or not what its name says.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, prefix="arriving-", delete=False) as file:
            temporary = Path(file.name)
        try:
            digest, size = self._copy(stream, temporary)
            label = label_of(name)
            yield Received(self, temporary, label, digest, size, media_type_of(temporary, label))
        finally:
            temporary.unlink(missing_ok=True)

    def put(self, content: bytes) -> str:
        """Keep what the office itself made, and return its digest."""
        digest = sha256(content).hexdigest()
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, prefix="arriving-", delete=False) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Received(self, Path(file.name), "", digest, len(content), "").keep()
        return digest

    def open(self, digest: str) -> IO[bytes]:
        """Return the content under a digest, after making sure that it still is that content.

        :raises Broken: it is gone, or was altered on the disk.
        """
        try:
            file = self.place_of(digest).open("rb")
        except FileNotFoundError:
            raise Broken("file.gone", "The file %(digest)s is gone.", digest=digest) from None
        if _digest(file) != digest:
            file.close()
            raise Broken("file.altered", "The file %(digest)s was altered.", digest=digest)
        file.seek(0)
        return file

    def shelves(self, older_than: timedelta) -> Iterator[set[str]]:
        """Yield the digests of files that lie here this long, one part of the store at a time.

        By the machine's own clock: the clock of a demo office makes no file older.
        """
        before = time.time() - older_than.total_seconds()
        for shelf in sorted(self.folder.glob("??")):
            old = {file.name for file in shelf.iterdir() if file.stat().st_mtime < before}
            if old:
                yield old

    def discard(self, digests: Iterable[str]) -> None:
        """Remove content; what is gone already is gone."""
        for digest in digests:
            self.place_of(digest).unlink(missing_ok=True)

    def place_of(self, digest: str) -> Path:
        """Return where content lies."""
        return self.folder / digest[:2] / digest

    def _copy(self, stream: IO[bytes], target: Path) -> tuple[str, int]:
        counted, size = sha256(), 0
        with target.open("wb") as file:
            while piece := stream.read(PIECE):
                size += len(piece)
                if size > self.room.file_bytes:
                    raise _too_large(self.room.file_bytes)
                counted.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        return counted.hexdigest(), size


def _too_large(most: int) -> TooLarge:
    message = "A file has at most %(most)s MB."
    fault = Fault("file", "material.too_large", message, {"most": most // MEGABYTE})
    return TooLarge("material.too_large", "The file was not taken.", [fault])


def _digest(file: IO[bytes]) -> str:
    counted = sha256()
    while piece := file.read(PIECE):
        counted.update(piece)
    return counted.hexdigest()


def _sync(folder: Path) -> None:
    """Make a rename survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
