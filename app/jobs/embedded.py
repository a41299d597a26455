"""APScheduler in the serving process; it only says “look now” and holds no deadline itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import IO, Any

from apscheduler.schedulers.background import BackgroundScheduler

from engine.errors import Conflict


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


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder's lock file, so that two servers never work on one SQLite office.

    :raises Conflict: another process holds it.
    """
    with (folder / "serving.lock").open("w") as file:
        _lock(file, folder)
        yield


def _lock(file: IO[str], folder: Path) -> None:
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except BlockingIOError as error:
        message = "Another process already serves from %(folder)s."
        raise Conflict("serve.already", message, folder=folder) from error
