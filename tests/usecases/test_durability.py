"""What is asked of a database before it is served from, and on every connection (rule 25)."""

import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import OperationalError

from app import schema
from app.config import Unsafe
from app.storage.ground import durability
from app.storage.ground.database import Database
from app.storage.ground.moments import UtcTime
from app.storage.ground.postgres import HABITS
from app.storage.office import settings
from tests.postgres import PostgresServer

SAFE = ("-c", "shared_buffers=16MB")
MOUNTS = "disk / ext4 rw 0 0\nserver:/office /srv/office\\040one nfs4 rw 0 0\n"


def asked(parts):
    with parts.database.reading() as session:
        return durability.faults(session)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_our_sqlite_keeps_what_it_acknowledges(parts):
    assert asked(parts) == []


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_a_server_that_is_fast_and_forgetful_is_told(parts):
    assert asked(parts) == [
        "PostgreSQL has fsync = off; it must be on.",
        "PostgreSQL has full_page_writes = off; it must be on.",
    ]


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_every_connection_has_our_habits(parts):
    with parts.database.writing() as session:
        said = {name: session.scalar(text(f"SHOW {name}")) for name in HABITS}
    assert {name: value.replace("1min", "60s") for name, value in said.items()} == HABITS


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_who_stopped_too_long_in_a_transaction_is_told_the_database_is_away(parts):
    with parts.database.reading() as session:
        session.execute(text("SET LOCAL idle_in_transaction_session_timeout = '20ms'"))
        time.sleep(0.2)

        with pytest.raises(OperationalError) as told:
            session.execute(text("SELECT 1"))

    assert told.value.connection_invalidated


def test_a_server_as_it_comes_is_safe():
    with PostgresServer(SAFE) as server:
        database = Database(server.url("postgres"))
        with database.reading() as session:
            found = durability.faults(session)
        database.close()

    assert found == []


def test_a_server_in_another_time_zone_tells_the_moment_that_was_stored():
    stored = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    with PostgresServer(("-c", "timezone=Asia/Shanghai")) as server:
        database = Database(server.url("postgres"))
        with database.reading() as session:
            told = session.scalar(select(bindparam("moment", stored, UtcTime())))
        database.close()

    assert told == stored


def test_an_sqlite_file_on_a_network_disk_is_found(tmp_path):
    (mounts := tmp_path / "mounts").write_text(MOUNTS)

    assert durability.kind_of_disk(tmp_path / "office.db", mounts) == "ext4"
    there = durability.Path("/srv/office one/var/lianshen.db")
    assert durability.kind_of_disk(there, mounts) == "nfs4"


@pytest.mark.parametrize("databases", ["postgres"], indirect=True)
def test_a_real_office_is_not_served_from_it_and_a_demo_office_is(office_url, make_app):
    app = make_app(office_url)
    schema.require_durable(app)
    with app.extensions["parts"].database.writing() as session:
        settings.remove(session, settings.DEMO)

    with pytest.raises(Unsafe, match="fsync"):
        schema.require_durable(app)
