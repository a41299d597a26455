"""What was just in use is used next, and nothing of one deed is left to the following."""

from contextlib import ExitStack, suppress
from time import monotonic

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.storage.ground import kept, postgres
from app.storage.ground.kept import MOST, RESTED_SECONDS
from app.storage.office.settings import Setting

FAILS = text("SELECT nothing FROM nowhere")
KILL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
UNDER = "kept"


@pytest.fixture
def database(parts):
    parts.database.let_go()
    return parts.database


@pytest.fixture
def used(database):
    """Tells which connection answers who asks next."""

    def asked():
        with database.asking() as connection:
            return connection

    return asked


def note(session, value):
    session.add(Setting(name=UNDER, value=value))


def noted(database):
    with database.reading() as session:
        return session.get(Setting, UNDER) is not None


def test_who_asks_next_is_answered_by_the_connection_that_was_just_in_use(used):
    assert used() is used()


def test_a_reader_leaves_no_transaction_behind(database, used):
    before = used()
    with database.reading() as session:
        session.execute(text("SELECT 1"))

    with database.asking() as connection:
        assert connection is before
        assert not connection.in_transaction()


def test_who_left_a_transaction_open_leaves_it_to_nobody(database):
    with database.asking() as connection:
        connection.execute(text("SELECT 1"))
        assert connection.in_transaction()

    with database.asking() as connection:
        assert not connection.in_transaction()


def test_what_a_failed_deed_wrote_is_not_committed_by_the_next(database):
    with suppress(ZeroDivisionError), database.writing() as session:
        note(session, "lost")
        session.flush()
        raise ZeroDivisionError
    with database.writing() as session:
        session.execute(text("SELECT 1"))

    assert not noted(database)


def test_after_a_commit_that_failed_the_next_deed_is_done(database, monkeypatch):
    dialect = database.engine.dialect
    commit = dialect.do_commit

    def fail(connection):
        monkeypatch.setattr(dialect, "do_commit", commit)
        raise dialect.loaded_dbapi.OperationalError("the disk is full")

    monkeypatch.setattr(dialect, "do_commit", fail)
    with pytest.raises(DBAPIError), database.writing() as session:
        note(session, "lost")
    with database.writing():
        assert not noted(database)
    with database.writing() as session:
        note(session, "kept")

    assert noted(database)


def test_who_asked_what_failed_gives_the_connection_back_to_its_pool(database):
    with pytest.raises(DBAPIError), database.asking() as connection:
        connection.execute(FAILS)

    assert connection.closed
    assert connection.engine.pool.checkedout() == 0


def test_what_has_rested_goes_back_to_the_pool(database, monkeypatch):
    with database.asking() as first, database.asking():
        pass
    monkeypatch.setattr(kept, "monotonic", lambda: monotonic() + RESTED_SECONDS)

    with database.asking() as connection:
        assert connection is not first
        assert first.closed


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_nobody_notices_what_the_server_ended_while_everybody_rested(database, monkeypatch):
    with database.asking(), database.asking():
        pass
    with database.engine.connect() as other:
        other.execute(KILL)
    for clock in (kept, postgres):
        monkeypatch.setattr(clock, "monotonic", lambda: monotonic() + RESTED_SECONDS)

    for _ in range(2):
        with database.asking() as connection:
            assert connection.scalar(text("SELECT 1")) == 1


def test_no_more_are_kept_than_may_be_and_none_is_lost(database):
    with ExitStack() as all_at_once:
        asking = [all_at_once.enter_context(database.asking()) for _ in range(MOST + 2)]

    assert [one.closed for one in asking].count(False) == MOST
    database.let_go()
    assert all(one.closed for one in asking)


def test_one_that_broke_takes_the_others_with_it(database):
    with database.asking() as broken:
        with database.asking() as other:
            pass
        broken.invalidate()

    assert other.closed
