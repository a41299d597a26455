"""APScheduler in the serving process; it only says “look now” and holds no deadline itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import IO, Any

from apscheduler.schedulers.background import BackgroundScheduler


@contextmanager
def ticking(tick: Any, every_seconds: int) -> Iterator[BackgroundScheduler]:
    """Call ``tick`` again and again while the block lasts; a lost call does no harm."""
    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_job(
        tick,
        "interval",
        seconds=every_seconds,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        yield scheduler
    finally:
        scheduler.shutdown()


class AlreadyServed(RuntimeError):
    """Another process serves from this folder."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder's lock file, so that two servers never work on one SQLite office.

    :raises AlreadyServed: another process holds it.
    """
    with (folder / "serving.lock").open("w") as file:
        _lock(file, folder)
        yield


def _lock(file: IO[str], folder: Path) -> None:
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError as error:
        raise AlreadyServed(f"Another process already serves from {folder}.") from error
