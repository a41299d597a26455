"""Connections that stay at hand between two deeds: their pool is asked when there are none.

Source: docs/decisions/0226-connections-stay-at-hand.md.
"""

from time import monotonic

from sqlalchemy import Connection, Engine

RESTED_SECONDS = 1
"""After so long a connection may be dead without anybody having noticed."""
RESTING = "resting_since"
"""Under this name a connection tells its pool since when nobody has used it."""
MOST = 8
"""As many as a server has threads for people."""


class Kept:
    """The connections of an engine that were just in use, the last one first.

    Only what is in no transaction and has not failed stays here. What has rested goes back to its
    pool, which asks whether it still lives; so does everything once one of them has failed.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._resting: list[tuple[Connection, float]] = []

    def take(self) -> Connection:
        """Return a connection that is in no transaction; whoever takes it gives it back."""
        try:
            connection, since = self._resting.pop()
        except IndexError:
            return self.engine.connect()
        if monotonic() - since < RESTED_SECONDS:
            return connection
        self._resting.append((connection, since))
        self.let_go()
        return self.engine.connect()

    def give(self, connection: Connection, sound: bool) -> None:
        """Take a connection back.

        :param sound: whether all that was asked of it went well.
        """
        broken = connection.invalidated
        if sound and not (broken or connection.in_transaction()) and len(self._resting) < MOST:
            self._resting.append((connection, monotonic()))
            return
        connection.close()  # its pool rolls back what is not committed
        if broken:
            self.let_go()

    def let_go(self) -> None:
        """Give what rests here back to the pool, the longest unused first."""
        while self._resting:
            try:
                connection, since = self._resting.pop(0)
            except IndexError:
                return  # somebody took the last one meanwhile
            connection.info[RESTING] = since
            connection.close()


class Lent:
    """A connection for the time of a block."""

    __slots__ = ("_connection", "_kept")

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def __enter__(self) -> Connection:
        self._connection = self._kept.take()
        return self._connection

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._kept.give(self._connection, sound=kind is None)
