"""Copies of databases: SQLite by its backup interface, PostgreSQL by its own programs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, inspect

from app.storage.ground.database import Database
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


def address(url: URL) -> tuple[str, dict[str, str]]:
    """Return where programs of PostgreSQL connect to, and what only their environment says.

    A password among their words stands in the list of processes, for everybody to read.

    >>> from sqlalchemy import make_url
    >>> address(make_url("postgresql+psycopg://office:p%40ss@db/office?sslmode=require"))
    ('postgresql://office@db/office?sslmode=require', {'PGPASSWORD': 'p@ss'})
    >>> address(make_url("postgresql+psycopg:///office"))
    ('postgresql:///office', {})
    """
    where = URL.create(
        "postgresql", url.username, None, url.host, url.port, url.database, url.query
    )
    return where.render_as_string(), {"PGPASSWORD": url.password} if url.password else {}


def _run(program: str, database: Database, *words: str) -> None:
    if shutil.which(program) is None:
        message = "%(program)s is missing; install the client programs of PostgreSQL."
        raise Conflict("backup.no_program", message, program=program)
    where, secret = address(database.url)
    done = subprocess.run(
        [program, "--no-owner", "--no-privileges", f"--dbname={where}", *words],
        env=os.environ | secret,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = "%(program)s failed: %(told)s"
        raise Conflict("backup.failed", message, program=program, told=done.stderr.strip())
