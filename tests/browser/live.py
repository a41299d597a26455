"""A running demo office: the real server as a process of its own, on a port of its own."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 60
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")


class LiveOffice:
    """Serves the office kept in ``data`` as long as the ``with`` block lasts, and never longer."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.url = f"http://127.0.0.1:{free_port()}"
        self._log = data / "server.log"

    def __enter__(self) -> Self:
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(
                ["setpriv", "--pdeathsig=TERM", *FLASK, "serve"],
                cwd=ROOT,
                env=environment(self.data) | {"PORT": self.url.rpartition(":")[2]},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        try:
            self._server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def flask(self, *words: str) -> str:
        """Run a command of the office, such as ``flask("tick")``, and return what it printed."""
        return flask(self.data, *words)

    def accounts(self) -> dict[str, dict[str, object]]:
        """Return the demo accounts by user name."""
        accounts = json.loads(self.flask("accounts", "--json"))
        return {account["username"]: account for account in accounts}

    def _wait_until_ready(self) -> None:
        latest = time.monotonic() + START_SECONDS
        while self._server.poll() is None and time.monotonic() < latest:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise RuntimeError(f"the server does not answer:\n{self._log.read_text()}")


def flask(data: Path, *words: str) -> str:
    """Run ``flask …`` on the office kept in ``data`` and return what it printed.

    :raises RuntimeError: the command failed; says what it printed.
    """
    done = subprocess.run(
        [*FLASK, *words], cwd=ROOT, env=environment(data), capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"flask {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def environment(data: Path) -> dict[str, str]:
    """Return our environment with an office kept in ``data`` and nowhere else.

    Rate limits are off: every person of the tests comes from the same address.
    """
    ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return ours | {"LIANSHEN_DATA": str(data), "LIANSHEN_RATE_LIMITS": "false", "PYTHONUTF8": "1"}


def free_port() -> int:
    """Return a port of this machine that nobody listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
