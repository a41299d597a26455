"""Clocks leave people their turn to write: they take few limits at once while somebody waits."""

from threading import Event, Thread

import pytest

from app.clock.limits import AMONG_PEOPLE, AT_ONCE
from app.storage.database import Database

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
