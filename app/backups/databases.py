"""Copies of databases: SQLite by its backup interface, PostgreSQL by its own programs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect

from app.storage.database import Database
from engine.errors import Conflict, Invalid

SQLITE, POSTGRES = "lianshen.db", "database.dump"
"""What the copy is called in an archive."""

NO_QUEUE = "--exclude-schema=procrastinate"
"""The queue of workers holds only hints; ``flask migrate`` makes it anew."""


def name_of(database: Database) -> str:
    """Return what a copy of this database is called."""
    return SQLITE if database.is_sqlite else POSTGRES


def can_copy(database: Database) -> bool:
    """Whether everything is here that a copy needs."""
    return database.is_sqlite or shutil.which("pg_dump") is not None


def copy(database: Database, to: Path) -> None:
    """Copy a database as it is at one moment, while others go on working with it.

    :raises Conflict: the program that copies a PostgreSQL database is missing or failed.
    :raises Invalid: the SQLite file is damaged.
    """
    if not database.is_sqlite:
        _run("pg_dump", database, "--format=custom", NO_QUEUE, f"--file={to}")
        return
    with database.reading() as session, closing(sqlite3.connect(to)) as target:
        source = session.connection().connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(target)
        found = target.execute("PRAGMA integrity_check").fetchone()[0]
    if found != "ok":
        raise Invalid("backup.database_damaged", "The database is damaged: %(what)s", what=found)


def fill(database: Database, dump: Path) -> None:
    """Fill an empty PostgreSQL database from a copy: wholly, or not at all.

    :raises Conflict: it is not empty, or the program that fills it is missing or failed.
    """
    if inspect(database.engine).get_table_names():
        raise Conflict("restore.not_empty", "The database to restore into is not empty.")
    _run("pg_restore", database, "--single-transaction", "--exit-on-error", str(dump))


def _run(program: str, database: Database, *words: str) -> None:
    if shutil.which(program) is None:
        message = "%(program)s is missing; install the client programs of PostgreSQL."
        raise Conflict("backup.no_program", message, program=program)
    url = database.url.set(drivername="postgresql", password=None)
    password = {"PGPASSWORD": database.url.password} if database.url.password else {}
    where = f"--dbname={url.render_as_string()}"
    done = subprocess.run(
        [program, "--no-owner", "--no-privileges", where, *words],
        env=os.environ | password,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = "%(program)s failed: %(told)s"
        raise Conflict("backup.failed", message, program=program, told=done.stderr.strip())
