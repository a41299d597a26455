"""The database's schema: brought up to date, or refused when it is not."""

import shutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from app.config import ROOT, Unsafe
from app.usecases.work import Parts


def config() -> Config:
    """Return what Alembic needs to find the migrations."""
    settings = Config()
    settings.set_main_option("script_location", str(ROOT / "migrations"))
    return settings


def upgrade(app: Flask) -> None:
    """Run all migrations that are missing; an SQLite file is copied beside itself before."""
    parts: Parts = app.extensions["parts"]
    here = current(parts)
    if here == newest():
        return
    if here is not None and parts.database.is_sqlite:
        file = Path(str(parts.database.url.database))
        shutil.copy2(file, file.with_suffix(f".before-{newest()}.db"))
    with parts.database.engine.begin() as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def require_newest(app: Flask) -> None:
    """Refuse to serve on a schema this code does not know.

    :raises Unsafe: migrations are missing, or the database is newer than this code.
    """
    here = current(app.extensions["parts"])
    if here != newest():
        raise Unsafe(f"The database is at {here}, this code needs {newest()}: run flask migrate.")


def current(parts: Parts) -> str | None:
    """Return the migration the database is at."""
    with parts.database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Return the newest migration this code brings."""
    return ScriptDirectory.from_config(config()).get_current_head()
