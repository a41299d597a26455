"""Fixtures for fault tests: a busy process that can be killed and started again."""

import os
import signal
import subprocess
import sys
import time

import pytest
from flask import Flask

from app.storage.database import Database
from app.usecases.work import Parts
from engine.stories.telling import moment
from tests import office
from tests.usecases import drawing
from tests.usecases.desk import Desk

PATIENCE_SECONDS = 60


class Worker:
    """A process that works until it is killed; what it acknowledged is in a file."""

    def __init__(self, url, file):
        self.file = file
        file.touch()
        self._nest = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.worker", url, str(file)],
            cwd=office.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def acknowledged(self):
        """What it said was stored, as (what, name)."""
        return [tuple(line.split()) for line in self.file.read_text().splitlines()]

    def live_and_die(self, deeds):
        """Start it, and kill it in the middle of whatever it does after so many deeds."""
        before, latest = self._size(), time.monotonic() + PATIENCE_SECONDS
        self._nest.stdin.write("live\n")
        self._nest.stdin.flush()
        child = int(self._nest.stdout.readline())
        while self._size() < before + deeds and time.monotonic() < latest:
            time.sleep(0.001)
        os.kill(child, signal.SIGKILL)
        assert self._size() >= before + deeds, "it did not work"

    def close(self):
        """Let it live no more."""
        self._nest.stdin.close()
        self._nest.wait(PATIENCE_SECONDS)
        self._nest.stdout.close()

    def _size(self):
        return self.file.read_bytes().count(b"\n")


@pytest.fixture
def desk(office_url):
    """An office with forty cases that a clerk or the clock decides; all their limits are due."""
    parts = Parts(Database(office_url))
    desk = Desk(parts)
    office.set_clock(parts, moment("2026-03-02T09:00"))
    for drawn in (drawing.two_ways_out(), drawing.listener(), drawing.teller()):
        drawing.publish(desk, drawn)
    for _ in range(40):
        desk.hand_in({}, item="two_ways")
    desk.wait_until("2026-03-06T00:00")
    yield desk
    parts.database.close()


@pytest.fixture
def worker(desk, office_url, tmp_path):
    """A process that works in this office."""
    worker = Worker(office_url, tmp_path / "acknowledged")
    yield worker
    worker.close()


@pytest.fixture
def in_app(desk):
    """Opens an app context on the same office, as the clock needs it: ``with in_app():``."""
    flask = Flask("office")
    flask.extensions["parts"] = desk.parts
    return flask.app_context
