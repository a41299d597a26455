"""A PostgreSQL server of the tests' own, also for root, gone when they end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Self

import psycopg

UNSAFE_BUT_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
INSTALL = (
    "The database tests need a PostgreSQL server, and none is installed. "
    "Install it with: sudo apt-get install postgresql"
)


class PostgresServer:
    """A server in a folder of its own, reached by a socket there: it can meet no other server.

    PostgreSQL refuses to run as root; for root it runs as Debian's user ``postgres``.
    """

    def __init__(self) -> None:
        self._programs = programs()
        self._folder = Path(tempfile.mkdtemp(prefix="lianshen_pg_"))
        self._account: dict[str, Any] = {}

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(self._folder, user.pw_uid, user.pw_gid)
            self._account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        try:
            self._start()
        except BaseException:
            shutil.rmtree(self._folder)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "stop", "--mode=immediate")
        shutil.rmtree(self._folder)

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}"

    def say(self, sql: str) -> None:
        """Run one statement outside any transaction, as ``CREATE DATABASE`` asks for."""
        with psycopg.connect(
            host=str(self._folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(sql)

    def _start(self) -> None:
        template = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        self._run("initdb", "--username=postgres", *template)
        options = f"-c listen_addresses='' -k {self._folder} {UNSAFE_BUT_FAST}"
        log = f"--log={self._folder / 'log'}"
        self._run("pg_ctl", "start", "--wait", log, "--options", options)

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [self._programs / program, f"--pgdata={self._folder / 'data'}", *words],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            **self._account,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}{self._log()}")

    def _log(self) -> str:
        log = self._folder / "log"
        return log.read_text() if log.exists() else ""


def programs() -> Path:
    """Return the folder of the server's programs, the newest version Debian has installed.

    :raises RuntimeError: there is none; says what to install.
    """
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda file: int(file.parts[-3]), default=None)
    if newest is None:
        raise RuntimeError(INSTALL)
    return newest.parent
