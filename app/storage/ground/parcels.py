"""Statements that go to the database together.

A step changes and adds rows of many kinds. PostgreSQL is another process: waking it for each kind
costs more than what it is told, so it gets them as one statement. SQLite gets each at once.

Source: docs/decisions/0214-a-step-pays-for-what-it-does.md.
"""

from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm.exc import StaleDataError

from app.storage.ground.batches import KNOWN, Row
from app.storage.ground.driving import drive, touched
from app.storage.ground.ready import Ready, Values

Said = tuple[str, Values, bool]
"""A statement, what stands in it, and whether there must be exactly one row it is about."""


class Parcel:
    """What waits to be told to the database in one go, about rows none of which is named twice."""

    def __init__(self, connection: Connection) -> None:
        self.connection, self.dialect = connection, connection.dialect
        self._waits = self.dialect.name == "postgresql"
        self._said: list[Said] = []

    def add(self, written: Ready, row: Row, counts: bool = False) -> None:
        """Let a statement about a row go with the others.

        :param counts: there must be exactly one such row.
        :raises StaleDataError: as ``send`` does.
        """
        said = written.text, written.placed(row), counts
        if self._waits:
            self._said.append(said)
        else:
            self._send_one(said)

    def send(self) -> None:
        """Tell the database what waits.

        :raises StaleDataError: somebody else has changed one of the rows that must be there.
        """
        waiting, self._said = self._said, []
        if len(waiting) > 1:
            self._send_all(waiting)
        elif waiting:
            self._send_one(waiting[0])

    def _send_one(self, said: Said) -> None:
        text, values, counts = said
        if drive(self.connection, text, values, touched) != 1 and counts:
            raise StaleDataError(_STALE)

    def _send_all(self, waiting: list[Said]) -> None:
        texts, values, counts = zip(*waiting, strict=True)
        given = tuple(chain.from_iterable(values))
        if drive(self.connection, _as_one(texts, counts), given, _told) != sum(counts):
            raise StaleDataError(_STALE)


_STALE = "a row was changed meanwhile"


def _told(cursor: Any) -> int:
    return int(cursor.fetchone()[0])


@lru_cache(KNOWN)
def _as_one(texts: tuple[str, ...], counts: tuple[bool, ...]) -> str:
    """Return one statement that does what all of these do, and tells how many rows there were.

    It is put together of what SQLAlchemy compiled and of numbers; values never come into it.
    """
    told = zip(texts, counts, strict=True)
    each = [text + (" RETURNING 1" if one else "") for text, one in told]
    members = ", ".join(f"m{place} AS ({text})" for place, text in enumerate(each))
    found = [f"(SELECT count(*) FROM m{at})" for at, one in enumerate(counts) if one]  # noqa: S608
    return f"WITH {members} SELECT {' + '.join(found) or 0}"
