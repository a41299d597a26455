"""Restoring an office from a backup, into a place where there is none."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.backups import archives, databases
from app.storage.ground.database import Database
from engine.errors import Conflict

STAGING = ".restoring"
NO_OFFICE = frozenset({"secret", "serving.lock", STAGING})
"""What lies in a folder in which there never was an office: starting a command makes these."""


@dataclass(frozen=True)
class Restored:
    """Where the office is now, the schema its database is at, and of when the backup is."""

    url: str
    revision: str | None
    made_at: datetime


def restore(file: Path, folder: Path, url: str, knows: Callable[[str | None], bool]) -> Restored:
    """Put an office back; nothing is in its place before everything is known to be whole.

    :param folder: where files, secret and an SQLite database go.
    :param url: of the database to fill, if the backup is of a PostgreSQL one.
    :param knows: whether this code knows a revision of the schema.
    :raises Conflict: there is an office already, or the backup is of a newer version.
    :raises Invalid: the archive is not whole or was altered.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if {entry.name for entry in folder.iterdir()} - NO_OFFICE:
        message = "%(folder)s is not empty; restore into an empty folder."
        raise Conflict("restore.not_empty", message, folder=str(folder))
    staging = folder / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        manifest = archives.unpack(file, staging)
        if not knows(manifest["revision"]):
            raise Conflict("backup.newer", "This backup is of a newer version of Lianshen.")
        if manifest["database"] == databases.POSTGRES:
            _fill(url, staging / databases.POSTGRES)
        else:
            url = f"sqlite:///{folder / databases.SQLITE}"
        _put_in_place(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Restored(url, manifest["revision"], datetime.fromisoformat(manifest["made_at"]))


def _fill(url: str, dump: Path) -> None:
    database = Database(url)
    if database.is_sqlite:
        raise Conflict(
            "restore.other_database",
            "This backup is of a PostgreSQL database: set DATABASE_URL to an empty one.",
        )
    try:
        databases.fill(database, dump)
    finally:
        database.close()
    dump.unlink()


def _put_in_place(staging: Path, folder: Path) -> None:
    """Move everything, the database last: with it the office is there."""
    entries = sorted(staging.iterdir(), key=lambda entry: entry.name == databases.SQLITE)
    for entry in entries:
        entry.replace(folder / entry.name)
