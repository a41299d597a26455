"""The connections: how a transaction is opened so that nothing is lost and nothing waits twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from math import inf
from threading import Lock
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from app.storage.ground import connections
from app.storage.ground.connections import be_patient, connecting
from app.storage.ground.kept import Kept, Lent
from app.storage.ground.writing import WritingSession

MOMENT_SECONDS = 1.0
"""So long ago somebody wanted the database: more of them will come."""
BEHIND = "lianshen behind people"
"""How the connections of processes are named that only do what is due."""


class Database:
    """Opens sessions that read and sessions that write.

    SQLite: writers queue in this process on one fair lock before ``BEGIN IMMEDIATE``, so that
    no writer starves in the database's own busy wait; readers never take it. PostgreSQL:
    both kinds are ordinary transactions, the case row is the lock.

    Source: docs/decisions/0012-one-writer-at-a-time.md.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.behind_people = False
        self._writer = FairLock()
        self._turn = self._writer if self.is_sqlite else nullcontext()
        self._readers = Kept(connecting(self.url, "BEGIN"))
        self._writers = (
            Kept(connecting(self.url, "BEGIN IMMEDIATE")) if self.is_sqlite else self._readers
        )

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking; whatever it changes is rolled back."""
        with (
            self.asking() as connection,
            Session(connection, autoflush=False, expire_on_commit=False) as session,
        ):
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session for looking long: everything is as it was at its first question."""
        with self.reading() as session:
            if not self.is_sqlite:  # SQLite's readers see one moment anyway
                connection = session.connection()
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                be_patient(connection)
            yield session

    def asking(self) -> Lent:
        """A connection for looking something up: without a transaction, two round trips fewer."""
        return Lent(self._readers)

    def writing(self, before_commit: Callable[[], None] | None = None) -> WritingSession:
        """A session that commits when the block ends and rolls back on any error.

        :param before_commit: called when all is written and nothing is left but the commit.
        """
        return WritingSession(self._writers, self._turn, before_commit)

    def step_back(self) -> None:
        """Let people come first: this process only does what is due, and says so."""
        self.behind_people = True
        self.let_go()
        connections.name(self.engine, BEHIND)

    @property
    def crowded(self) -> bool:
        """Whether people wanted the database a moment ago.

        SQLite: somebody of this process waited for their turn to write. PostgreSQL, asked by a
        process that has stepped back: somebody is being served by another.
        """
        if self.is_sqlite:
            return monotonic() - self._writer.waited_at < MOMENT_SECONDS
        if not self.behind_people:
            return False
        with self.asking() as connection:
            return bool(connection.scalar(_SERVED, {"behind": BEHIND, "moment": MOMENT_SECONDS}))

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A connection for changing the schema, all of it or nothing.

        SQLite changes a table by making it anew and dropping the old one: while that lasts,
        rows may point at nothing.
        """
        with self.engine.connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            if self.is_sqlite:
                driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    be_patient(connection)
                    yield connection
            finally:
                if self.is_sqlite:
                    driver.execute("PRAGMA foreign_keys=ON")

    @property
    def engine(self) -> Engine:
        """The engine that may change the schema."""
        return self._writers.engine

    def let_go(self) -> None:
        """Give the connections back that nobody uses."""
        self._readers.let_go()
        self._writers.let_go()

    def close(self) -> None:
        """Close all connections."""
        self.let_go()
        self._readers.engine.dispose()
        self._writers.engine.dispose()


_SERVED = text(
    "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND application_name <> :behind"
    " AND state_change > clock_timestamp() - make_interval(secs => :moment))"
)


class FairLock:
    """A lock that serves its waiters in the order in which they came."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._held = False
        self._waiting: list[Lock] = []
        self.waited_at = -inf

    def __enter__(self) -> None:
        with self._guard:
            if not self._held:
                self._held = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
            self.waited_at = monotonic()
        mine.acquire()

    def __exit__(self, *_: object) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.pop(0).release()
            else:
                self._held = False
