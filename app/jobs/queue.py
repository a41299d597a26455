"""Due work for workers on any number of machines: Procrastinate, in the office's own PostgreSQL.

A job of the queue is a hint. Nothing depends on it: what is due stands in the office's tables, and
what a lost job would have done, the next sweep finds.
"""

from hashlib import sha256
from typing import Any

from procrastinate import App
from procrastinate.schema import SchemaManager
from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from app.config import Unsafe
from app.storage.ground.database import Database

SCHEMA = "procrastinate"
"""A schema of its own, so that the office's tables stay among themselves."""

SWEEP, FIRST = "sweep", 1
"""A sweep comes before all pieces; these follow in the order of the duties."""

DEAD_AFTER_SECONDS = 30
"""A worker whose heartbeat is older is dead."""

MEASURES = """
    SELECT (SELECT count(*) FROM procrastinate.procrastinate_workers
            WHERE last_heartbeat > now() - make_interval(secs => :dead)),
           (SELECT count(*) FROM procrastinate.procrastinate_jobs WHERE status = 'todo')
"""

LOCK = 4_020_030
"""Names, for PostgreSQL, the making of the queue; any number that nobody else takes."""


def on_queue(url: URL, connector: type[Any], **pool: Any) -> App:
    """Return an app of Procrastinate on the queue of this database."""
    conninfo = url.set(drivername="postgresql").render_as_string(hide_password=False)
    kwargs = {"options": f"-c search_path={SCHEMA}"}
    return App(connector=connector(conninfo=conninfo, kwargs=kwargs, **pool))


def prepare(database: Database) -> None:
    """Make the queue anew unless it is there as this release knows it.

    It holds nothing that the next sweep would not find again: it is never migrated.
    """
    with database.engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        if _mark(connection) != _wanted():
            _make(connection)


def require(database: Database) -> None:
    """Refuse to work with a queue this release does not know.

    :raises Unsafe: it is not there, or from another release.
    """
    with database.engine.connect() as connection:
        if _mark(connection) != _wanted():
            raise Unsafe("The queue for workers is not there: run flask migrate.")


def measured(session: Session) -> dict[str, tuple[str, float]]:
    """Return how many workers live, and how much waits in the queue, by name with what it tells."""
    alive, waiting = session.execute(text(MEASURES), {"dead": DEAD_AFTER_SECONDS}).one()
    return {
        "workers_alive": ("Workers whose heartbeat is fresh", float(alive)),
        "queue_waiting": ("Pieces in the queue that no worker has taken", float(waiting)),
    }


def _mark(connection: Connection) -> str | None:
    asked = "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :name"
    mark: str | None = connection.scalar(text(asked), {"name": SCHEMA})
    return mark


def _wanted() -> str:
    return sha256(SchemaManager.get_schema().encode()).hexdigest()


def _make(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    driver.execute(f"CREATE SCHEMA {SCHEMA}")
    driver.execute(f"SET LOCAL search_path = {SCHEMA}")
    driver.execute(SchemaManager.get_schema())
    driver.execute("SET LOCAL search_path = DEFAULT")
    driver.execute(f"COMMENT ON SCHEMA {SCHEMA} IS '{_wanted()}'")
