"""What every connection is asked for: nothing acknowledged is lost, no case is held for long."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import orjson
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL

from app.storage.ground.driving import CURSORS, Cursors

KINDS = {"sqlite": "app.storage.ground.sqlite", "postgresql": "app.storage.ground.postgres"}
"""By database, what knows its connections: only that of the office is imported, with its driver."""
OPTIONS: dict[str, Any] = {
    "hide_parameters": True,  # an error is logged, the people it is about are not
    "json_serializer": lambda value: orjson.dumps(value).decode(),
    "json_deserializer": orjson.loads,
    "pool_use_lifo": True,  # what was just in use knows its statements and its pages
}


def connecting(url: URL, begin: str) -> Engine:
    """Return an engine whose connections keep these habits.

    A connection is in no transaction until somebody begins one: a single question needs none.

    :param begin: the statement that begins a transaction.
    """
    kind = import_module(KINDS[url.get_backend_name()])
    engine: Engine = kind.engine(url, OPTIONS)
    event.listen(engine, "connect", partial(_keep_cursors, kind.cursor))
    # A dialect has no other place for how it begins, and an event costs more than the statement.
    engine.dialect.do_begin = partial(kind.begin, begin)  # type: ignore[method-assign]
    return engine


def _keep_cursors(cursor: Callable[..., tuple[Any, str]], connection: Any, record: Any) -> None:
    record.info[CURSORS] = Cursors(partial(cursor, connection))


PATIENT = ("statement_timeout", "idle_in_transaction_session_timeout")


def name(engine: Engine, by: str) -> None:
    """Let PostgreSQL show by which name the connections of an engine go from now on."""
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", lambda connection, _: _be_named(connection, by))
        engine.dispose()


def _be_named(connection: Any, by: str) -> None:
    connection.execute("SELECT set_config('application_name', %s, false)", (by,))


def be_patient(connection: Connection) -> None:
    """Let what takes long, and holds no case, take its time; SQLite lets everything."""
    for name in PATIENT if connection.dialect.name == "postgresql" else ():
        connection.exec_driver_sql(f"SET LOCAL {name} = 0")
