"""A PostgreSQL server of the tests' own, also for root, gone when they end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import psycopg

START_SECONDS = 30
UNSAFE_BUT_FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
INSTALL = (
    "The database tests need a PostgreSQL server, and none is installed. "
    "Install it with: sudo apt-get install postgresql"
)


class PostgresServer:
    """A server in a folder of its own, reached by a socket there: it can meet no other server.

    It stops when this process ends, however that happens. PostgreSQL refuses to run as root;
    for root it runs as Debian's user ``postgres``.

    :param settings: words for its command line; by default what loses data but no time.
    """

    def __init__(self, settings: Sequence[str] = UNSAFE_BUT_FAST) -> None:
        self._programs, self._settings = programs(), settings
        self._folder = Path(tempfile.mkdtemp(prefix="lianshen_pg_"))
        self._log = self._folder / "log"
        self._prefix = ["setpriv", "--pdeathsig=QUIT"]

    def __enter__(self) -> Self:
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
            self._prefix += ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
        try:
            self._make()
            self._start()
        except BaseException:
            shutil.rmtree(self._folder)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait()
        shutil.rmtree(self._folder)

    def url(self, database: str) -> str:
        """Return the SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}"

    def say(self, sql: str) -> None:
        """Run one statement outside any transaction, as ``DROP DATABASE`` asks for."""
        with self._connected() as connection:
            connection.execute(sql)

    def copy(self, template: str, name: str) -> None:
        """Make a database like another, file by file: through the log it takes five times as long.

        Before PostgreSQL 15 there is no other way, and no word for it.
        """
        with self._connected() as connection:
            how = "STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else ""
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {how}")

    def _connected(self) -> psycopg.Connection[Any]:
        host = str(self._folder)
        return psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True)

    def _make(self) -> None:
        habits = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        if self._run("initdb", "--username=postgres", *habits).wait():
            raise RuntimeError(f"initdb failed:\n{self._log.read_text()}")

    def crash(self) -> None:
        """Kill all its processes at once, as a machine that loses its power, and start it again."""
        own = self._server.pid
        children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
        self._server.kill()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        self._server.wait()
        self._start()

    def _start(self) -> None:
        where = ("-k", str(self._folder), "-c", "listen_addresses=")
        self._server = self._run("postgres", *where, *self._settings)
        latest = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._server.poll() is not None or time.monotonic() > latest:
                self._server.kill()
                raise RuntimeError(f"the server did not start:\n{self._log.read_text()}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            self.say("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [*self._prefix, self._programs / program, "-D", self._folder / "data", *words],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


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
