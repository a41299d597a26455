"""Alembic asks here where the database is; the app gives the connection, or the URL is read."""

from alembic import context
from sqlalchemy import JSON as SqlJson
from sqlalchemy import create_engine

import app.storage.everything  # noqa: F401 - knows all tables
from app.storage.ground.base import Base
from app.storage.ground.moments import UtcTime


def plain(kind: str, thing: object, _: object) -> str | bool:
    """Write column types of our own as what they are to a database: a migration knows no app."""
    if kind == "type" and isinstance(thing, UtcTime):
        return "sa.DateTime(timezone=True)"
    return "JSON" if kind == "type" and isinstance(thing, SqlJson) else False


def run(connection: object) -> None:
    context.configure(
        connection=connection,  # type: ignore[arg-type]
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=plain,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(context.config.get_main_option("sqlalchemy.url") or "").begin() as opened:
        run(opened)
