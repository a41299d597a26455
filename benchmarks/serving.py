"""The servers that are measured, each a process of its own, set up as the product is served."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.live import free_port
from tests.databases import ROOT

START_SECONDS = 60
OURS = "wsgi:app"
ABSENT = Path(__file__).parent / "absent"
"""What is installed for the tests and not with the product; SQLAlchemy and structlog take it."""


@contextmanager
def served(app: str, url: str) -> Iterator[int]:
    """Serve an application as :func:`started`; yield its port."""
    with started(app, url) as (port, _):
        yield port


@contextmanager
def started(app: str, url: str) -> Iterator[tuple[int, int]]:
    """Serve an application on a database as long as the block lasts; yield port and process.

    SQLite: waitress, one process of 8 threads; ours with its clock. PostgreSQL: gunicorn, two
    processes of four threads.

    :param app: ``module:app``, or ``module:create_app`` of a target.
    :raises RuntimeError: the server does not come up; says what it printed.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="lianshen_bench_") as folder:
        log = Path(folder) / "log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                ["setpriv", "--pdeathsig=TERM", sys.executable, "-m", *_words(app, url, port)],
                cwd=ROOT,
                env=_environment(folder, url),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait(server, port, log)
            yield port, server.pid
        finally:
            died = server.poll() is not None
            server.terminate()
            server.wait(timeout=30)
            if died:
                raise RuntimeError(f"{app} ended by itself:\n{log.read_text()}")


def _words(app: str, url: str, port: int) -> list[str]:
    if not url.startswith("sqlite"):
        called = app if app == OURS else f"{app}()"
        threads = ["--worker-class=gthread", "--workers=2", "--threads=4", "--keep-alive=30"]
        return ["gunicorn", *threads, f"--bind=127.0.0.1:{port}", "--log-level=error", called]
    if app == OURS:
        return ["flask", "--app", "wsgi", "serve", "--port", str(port)]
    return ["waitress", "--threads=8", f"--listen=127.0.0.1:{port}", "--call", app]


def _environment(folder: str, url: str) -> dict[str, str]:
    ours = {"DATABASE_URL": url, "LIANSHEN_DATA": folder, "LIANSHEN_RATE_LIMITS": "false"}
    return os.environ | ours | {"PYTHONPATH": str(ABSENT)}


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    latest = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < latest:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server does not answer:\n{log.read_text()}")
