"""The database's schema: served only when it is the one this code knows."""

import structlog
from flask import Flask
from sqlalchemy import inspect, text

from app.config import ROOT, Unsafe
from app.storage.ground import durability
from app.storage.office import settings
from app.usecases.parts import Parts

log = structlog.get_logger(__name__)

VERSIONS = ROOT / "migrations" / "versions"
"""One file for each migration, called by its number; what else they say only Alembic reads."""


def knows(revision: str | None) -> bool:
    """Whether this code brings the migration a database is at."""
    return revision is None or revision in _brought()


def require_newest(app: Flask) -> None:
    """Refuse to serve on a schema this code does not know.

    :raises Unsafe: migrations are missing, or the database is newer than this code.
    """
    here = current(app.extensions["parts"])
    if here != newest():
        raise Unsafe(f"The database is at {here}, this code needs {newest()}: run flask migrate.")


def require_durable(app: Flask) -> None:
    """Refuse to work on a database that may lose what it acknowledges; a demo office may.

    :raises Unsafe: with everything that must be changed.
    """
    with app.extensions["parts"].database.reading() as session:
        found = durability.faults(session)
        demo = settings.get(session, settings.DEMO) == "yes"
    if found and not demo:
        raise Unsafe("\n".join(found))
    for fault in found:
        log.warning("this database may lose what it acknowledges", fault=fault)


def current(parts: Parts) -> str | None:
    """Return the migration the database is at; nobody who writes is waited for."""
    with parts.database.reading() as session:
        if not inspect(session.connection()).has_table("alembic_version"):
            return None
        return session.scalar(text("SELECT version_num FROM alembic_version"))


def newest() -> str:
    """Return the newest migration this code brings."""
    return max(_brought())


def _brought() -> set[str]:
    return {file.name.partition("_")[0] for file in VERSIONS.glob("[0-9]*.py")}
