"""A worker outlives its connections, and ends what it does when it is told to stop."""

import os
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from app.jobs import queue
from app.storage.clock import heartbeats
from app.storage.ground.database import Database
from tests import office

PATIENCE_SECONDS = 90
CUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture
def database(postgres_databases):
    """The demo office on PostgreSQL, with its queue."""
    with postgres_databases.like("office", office.fill) as url:
        database = Database(url)
        queue.prepare(database)
        yield database
        database.close()


@pytest.fixture
def worker(database, tmp_path):
    """A worker as a process of its own."""
    url = database.url.render_as_string(hide_password=False)
    settings = {"LIANSHEN_JOBS": "distributed", "LIANSHEN_TICK_SECONDS": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "worker"],
        cwd=office.ROOT,
        env=os.environ | settings | {"DATABASE_URL": url, "LIANSHEN_DATA": str(tmp_path)},
        stderr=subprocess.DEVNULL,
    )
    yield process
    process.kill()
    process.wait(PATIENCE_SECONDS)


def newest(database):
    with database.reading() as session:
        return heartbeats.newest(session)


def lives(database, since=None):
    """Whether a worker swept after a moment, at the latest when patience is over."""
    latest = time.monotonic() + PATIENCE_SECONDS
    while newest(database) == since and time.monotonic() < latest:
        time.sleep(0.1)
    return newest(database) != since


def test_a_worker_goes_on_after_all_its_connections_were_cut(database, worker):
    assert lives(database)
    with database.writing() as session:  # on the connection that is asked next: not cut itself
        session.execute(text(CUT))
    before = newest(database)

    assert lives(database, since=before)
    assert worker.poll() is None


def test_a_worker_stops_when_it_is_told_to(database, worker):
    assert lives(database)
    worker.send_signal(signal.SIGTERM)

    assert worker.wait(PATIENCE_SECONDS) == 0
