"""A connection keeps a cursor for each statement of its own, and none that is of no use."""

import pytest
from sqlalchemy.exc import DBAPIError

from app.storage.ground.driving import CURSORS, MOST, drive


def rows(cursor):
    return [tuple(row) for row in cursor.fetchall()]


@pytest.fixture
def connection(parts):
    with parts.database.asking() as connection:
        yield connection


def test_a_statement_that_failed_may_be_said_again(connection):
    for _ in range(2):
        with pytest.raises(DBAPIError):
            drive(connection, "SELECT nothing FROM nowhere", (), rows)

    assert drive(connection, "SELECT 1", (), rows) == [(1,)]
    assert "SELECT nothing FROM nowhere" not in connection.connection.info[CURSORS]


def test_the_same_statement_is_said_to_the_same_cursor(connection):
    first, second = (drive(connection, "SELECT 1", (), lambda cursor: cursor) for _ in range(2))

    assert first is second


def test_no_more_cursors_are_kept_than_a_connection_may_have(connection):
    for number in range(MOST + 1):
        assert drive(connection, f"SELECT {number}", (), rows) == [(number,)]

    assert len(connection.connection.info[CURSORS]) <= MOST
