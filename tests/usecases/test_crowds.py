"""Clocks leave people their turn to write: they take few limits at once while somebody waits."""

from contextlib import closing
from threading import Event, Thread

import pytest
from sqlalchemy import text

from app.clock.limits import AMONG_PEOPLE, AT_ONCE
from app.storage.ground.database import Database

TIMEOUT = 60


@pytest.fixture
def database(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'office.db'}")
    yield database
    database.close()


def test_it_is_crowded_once_somebody_has_waited_for_their_turn_to_write(database):
    came = Event()

    def write():
        came.set()
        with database.writing():
            pass

    other = Thread(target=write)
    with database.writing():
        assert not database.crowded
        other.start()
        assert came.wait(TIMEOUT)
        while not database.crowded:
            pass
    other.join(TIMEOUT)

    assert AMONG_PEOPLE < AT_ONCE


def test_whoever_steps_back_sees_that_people_are_served_elsewhere(postgres_databases):
    with postgres_databases.empty() as url, closing(Database(url)) as behind:
        behind.step_back()
        assert not behind.crowded, "only the one that stepped back is here"

        with closing(Database(url)) as people:
            with people.asking() as connection:
                connection.scalar(text("SELECT 1"))
            assert not people.crowded, "whoever serves people does not look for them"
            assert behind.crowded
