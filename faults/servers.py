"""The product as it is served: processes of their own, killed at any moment and started again."""

import http.client
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from sqlalchemy import select

from app.jobs import queue
from app.storage.clock.heartbeats import Heartbeat
from faults.ground import Ground
from tests.browser.live import free_port
from tests.databases import ROOT

PATIENCE_SECONDS = 120
SECOND = "worker 2"
SHIFTED = Path(__file__).parent / "shifted"
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
GUNICORN = (sys.executable, "-m", "gunicorn", "--worker-class=gthread", "--workers=2")


class Servers:
    """Serves an office as its manual says, as long as the ``with`` block lasts.

    SQLite: ``flask serve``. PostgreSQL: gunicorn, and two workers.

    :param url: where the processes find the database, if not where it is.
    :param shifted_days: how far the clock of one that lets time pass is wrong; on SQLite of a
        second one, ``flask tick``.
    """

    def __init__(self, ground: Ground, url: str | None = None, shifted_days: int = 0) -> None:
        self.port = free_port()
        self._ground = ground
        self._log = log_of(ground)
        self._commands = dict(_commands(ground.kind, self.port))
        self._shifted = {}
        if shifted_days:
            self._commands.setdefault(SECOND, (*FLASK, "tick", "--every", "1"))
            shift = {"PYTHONPATH": str(SHIFTED), "SHIFT_DAYS": str(shifted_days)}
            self._shifted = {SECOND: shift}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._environment = os.environ | {
            "DATABASE_URL": url or ground.url,
            "LIANSHEN_DATA": str(ground.folder),
            "LIANSHEN_JOBS": "embedded" if ground.kind == "sqlite" else "distributed",
            "LIANSHEN_TICK_SECONDS": "1",
            "LIANSHEN_RATE_LIMITS": "false",
            "PYTHONUTF8": "1",
        }

    def __enter__(self) -> Self:
        if self._ground.kind == "postgres":
            queue.prepare(self._ground.parts.database)
        for name in self._commands:
            self.start(name)
        for name in self._commands:
            self.wait(name)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running.values():
            process.send_signal(signal.SIGTERM)
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE_SECONDS)
            _kill(process)

    @property
    def names(self) -> Sequence[str]:
        """What runs, by name."""
        return [*self._commands]

    def start(self, name: str) -> None:
        """Start one of the processes."""
        with self._log.open("ab") as log:
            self._running[name] = subprocess.Popen(
                ["setpriv", "--pdeathsig=KILL", *self._commands[name]],
                cwd=ROOT,
                env=self._environment | self._shifted.get(name, {}),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """Kill a process and all it has started, wherever they are."""
        _kill(self._running[name])

    def signal(self, name: str, number: int) -> None:
        """Send a signal to a process and all it has started."""
        os.killpg(self._running[name].pid, number)

    def lives(self, name: str) -> bool:
        """Whether a process has not ended by itself."""
        return self._running[name].poll() is None

    def wait(self, name: str) -> None:
        """Wait until a process does what it is for: it answers, or lets time pass.

        :raises RuntimeError: it does not; says what was printed last.
        """
        works = self._beats if name.startswith("worker") else self._answers
        latest = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < latest:
            if works(name):
                return
            time.sleep(0.05)
        raise RuntimeError(f"the {name} does not work:\n{tail(self._log)}")

    def _answers(self, _: str) -> bool:
        with suppress(OSError, http.client.HTTPException):
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5).close()
            return True
        return False

    def _beats(self, name: str) -> bool:
        mine = select(Heartbeat).filter_by(pid=self._running[name].pid)
        with self._ground.parts.database.reading() as session:
            return session.scalar(mine) is not None


def log_of(ground: Ground) -> Path:
    """Return the file into which all servers of an office write."""
    return ground.folder / "servers.log"


def last_error(log: Path) -> str:
    """Return the last line of a log that tells of an exception; nothing, where none does."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((line for line in reversed(lines) if '"exception"' in line), "")


def tail(log: Path) -> str:
    """Return the end of a log."""
    return log.read_text(encoding="utf-8", errors="replace")[-2_000:]


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _commands(kind: str, port: int) -> Mapping[str, Sequence[str]]:
    if kind == "sqlite":
        return {"server": (*FLASK, "serve", "--port", str(port))}
    web = (*GUNICORN, "--threads=4", f"--bind=127.0.0.1:{port}", "wsgi:app")
    worker = (*FLASK, "worker", "--concurrency", "2")
    return {"web": web, "worker 1": worker, SECOND: worker}
