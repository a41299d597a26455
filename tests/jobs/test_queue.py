"""The queue holds hints: it is made anew when it must be, and what a dead worker had is let go."""

import pytest
from flask import Flask
from procrastinate import SyncPsycopgConnector

from app.config import Unsafe
from app.files import FileStore, Room
from app.jobs import queue
from app.jobs.far_bell import FarBell
from app.jobs.worker import Worker
from app.storage.ground.database import Database
from app.usecases.parts import Parts
from tests import looping, office


@pytest.fixture
def database(postgres_databases):
    """The demo office on PostgreSQL, with its queue."""
    with postgres_databases.like("office", office.fill) as url:
        database = Database(url)
        queue.prepare(database)
        yield database
        database.close()


@pytest.fixture
def hints(database):
    """Looks into the queue: ``hints.job_manager.list_jobs()``."""
    app = queue.on_queue(database.url, SyncPsycopgConnector, min_size=0, max_size=1)
    with app.open():
        yield app


@pytest.fixture
def worker(database, tmp_path):
    """A worker that is not at work yet."""
    flask = Flask("office")
    flask.extensions["parts"] = Parts(database)
    flask.extensions["files"] = FileStore(tmp_path, Room(1, 1, 1))
    flask.extensions["carriers"] = {}
    return Worker(flask, 2, 60)


@pytest.fixture
def bell(database):
    """The bell of a web process."""
    bell = FarBell(database.url)
    yield bell
    bell.close()


def say(database, sql):
    with database.engine.begin() as connection:
        return connection.exec_driver_sql(f"SET LOCAL search_path = procrastinate; {sql}")


def test_the_queue_stays_when_the_release_knows_it(database, hints):
    hints.configure_task(queue.SWEEP).defer()
    queue.prepare(database)

    assert len(hints.job_manager.list_jobs()) == 1


def test_a_queue_of_another_release_is_made_anew(database, hints):
    hints.configure_task(queue.SWEEP).defer()
    say(database, "COMMENT ON SCHEMA procrastinate IS 'of before'")
    with pytest.raises(Unsafe):
        queue.require(database)
    queue.prepare(database)

    queue.require(database)
    assert hints.job_manager.list_jobs() == []


def test_the_bell_asks_for_one_sweep_however_often_it_is_rung(bell, hints):
    for _ in range(3):
        bell.set()

    assert [job.task_name for job in hints.job_manager.list_jobs()] == [queue.SWEEP]


def test_a_bell_without_a_queue_harms_nobody(database, bell):
    say(database, "DROP SCHEMA procrastinate CASCADE")
    bell.set()


def test_what_a_dead_worker_had_in_hand_is_let_go(database, hints, worker):
    hints.configure_task("pass_limits").defer(limits=[])
    say(database, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES ('2026-01-01')")
    say(database, "UPDATE procrastinate_jobs SET status = 'doing', worker_id = 1")
    looping.run(worker.empty())

    assert hints.job_manager.list_jobs() == []


def test_workers_that_live_and_what_waits_are_counted(database, hints):
    hints.configure_task(queue.SWEEP).defer()
    say(database, "INSERT INTO procrastinate_workers DEFAULT VALUES")
    with database.reading() as session:
        told = {name: value for name, (_, value) in queue.measured(session).items()}

    assert told == {"workers_alive": 1.0, "queue_waiting": 1.0}


@pytest.mark.parametrize("settings", [{"JOBS": "distributed"}, {"JOBS": "both"}])
def test_workers_need_postgresql(make_app, tmp_path, settings):
    with pytest.raises(Unsafe):
        make_app(f"sqlite:///{tmp_path / 'office.db'}", **settings)
