"""The set-up that ``deploy`` ships, as processes of their own: two web processes, two workers."""

import configparser
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from app.storage.ground.database import Database
from app.usecases.parts import Parts
from engine.stories.telling import moment
from tests import office

BIN = Path(sys.executable).parent
SHIPPED = "/opt/lianshen/.venv/bin/"
BOUND = "127.0.0.1:8000"
PATIENCE_SECONDS = 90


def shipped(unit):
    """The command of a unit for systemd, as words, with this environment's programs."""
    file = configparser.ConfigParser(strict=False, interpolation=None)
    file.read(office.ROOT / "deploy" / unit)
    return file["Service"]["ExecStart"].replace(SHIPPED, f"{BIN}/").split()


class Production:
    """An office that many processes serve and work for; all end with the ``with`` block."""

    def __init__(self, url, data, ports):
        self.url, self.data, self.ports = url, data, ports
        self.webs, self.workers, self._tokens = [], [], {}
        self._environment = os.environ | {
            "DATABASE_URL": url,
            "LIANSHEN_DATA": str(data),
            "LIANSHEN_JOBS": "distributed",
            "LIANSHEN_TICK_SECONDS": "1",
            "LIANSHEN_RATE_LIMITS": "false",
            "PYTHONUTF8": "1",
        }

    def __enter__(self):
        self.flask("demo")
        accounts = json.loads(self.flask("accounts", "--json"))
        self._passwords = {one["username"]: one["password"] for one in accounts}
        for port in self.ports:
            self.webs.append(self._start(shipped("lianshen-web.service"), port))
        for _ in range(2):
            self.workers.append(self._start(shipped("lianshen-worker@.service")))
        for port in self.ports:
            self.until(lambda port=port: self._ready(port))
        return self

    def __exit__(self, *_):
        for process in (*self.webs, *self.workers):
            process.send_signal(signal.SIGTERM)
        for process in (*self.webs, *self.workers):
            process.wait(PATIENCE_SECONDS)

    def flask(self, *words):
        """Run a command of the office and return what it printed."""
        command = [BIN / "flask", "--app", "wsgi", *words]
        done = subprocess.run(command, **self._surroundings(), capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, who, path, sent=None):
        """Ask one web process after the other, as a program of somebody."""
        self.ports.append(port := self.ports.pop(0))
        headers = {"Content-Type": "application/json"}
        if who is not None:
            headers["Authorization"] = f"Bearer {self._token(who)}"
        url = f"http://127.0.0.1:{port}/api/v1{path}"
        body = None if sent is None else json.dumps(sent).encode()
        with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as answer:
            return json.load(answer)

    def put_clock_on(self, said):
        """Let the office believe it is that moment; nothing passes by that alone."""
        parts = Parts(Database(self.url))
        office.put_clock_on(parts, moment(said))
        parts.database.close()
        self._tokens.clear()  # they have ended by then

    def until(self, holds):
        """Wait until something holds that workers bring about."""
        latest = time.monotonic() + PATIENCE_SECONDS
        while not (held := holds()) and time.monotonic() < latest:
            time.sleep(0.1)
        assert held, "the workers did not do it"

    def _token(self, who):
        if who not in self._tokens:
            asked = {"username": who, "password": self._passwords[who]}
            self._tokens[who] = self.ask(None, "/tokens", asked)["token"]
        return self._tokens[who]

    def _ready(self, port):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def _start(self, words, port=None):
        words = [word.replace(BOUND, f"127.0.0.1:{port}") for word in words]
        log = (self.data / f"{Path(words[0]).name}-{len(self.webs + self.workers)}.log").open("wb")
        with log:
            command = ["setpriv", "--pdeathsig=KILL", *words]
            return subprocess.Popen(command, stdout=log, stderr=log, **self._surroundings())

    def _surroundings(self):
        return {"cwd": office.ROOT, "env": self._environment}
