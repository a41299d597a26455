"""The database's schema: brought up to date, or refused when it is not."""

from datetime import UTC, datetime
from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from app import backups
from app.backups import databases
from app.config import ROOT, Unsafe
from app.storage.ground import durability
from app.storage.ground.base import store
from app.storage.office import settings
from app.usecases.parts import Parts
from app.usecases.processes import upgrading
from app.usecases.work import Work
from engine.people import Actor

log = structlog.get_logger(__name__)

UPGRADE = Actor(id="upgrade", name="升级", sees_all=True)
FILLING = {"0003": upgrading.listen_again, "0031": upgrading.make_findable}
"""What older cases lack after a migration, and who fills it in."""


def config() -> Config:
    """Return what Alembic needs to find the migrations."""
    settings = Config()
    settings.set_main_option("script_location", str(ROOT / "migrations"))
    return settings


def upgrade(app: Flask) -> None:
    """Run all migrations that are missing on the app's office, after a backup of it."""
    bring_up(app.extensions["parts"], app.config["LIANSHEN_DATA"])


def bring_up(parts: Parts, data: Path) -> None:
    """Run all migrations that are missing; an office that was there is backed up before.

    :param data: the folder of the office; the backup lies in ``backups`` there.
    :raises Conflict: the backup could not be made; nothing was changed.
    """
    here = current(parts)
    if here == newest():
        return
    if here is not None:
        _back_up(parts, data, here)
    with parts.database.migrating() as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
    if here is not None:
        _fill_in(parts, since=here)


def _fill_in(parts: Parts, since: str) -> None:
    for revision, fill in FILLING.items():
        if since < revision:
            with parts.database.writing() as session:
                work = Work(session, UPGRADE, parts)
                fill(work)
                store(session)


def knows(revision: str | None) -> bool:
    """Whether this code brings the migration a database is at."""
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    return revision is None or revision in known


def _back_up(parts: Parts, data: Path, here: str) -> None:
    if not databases.can_copy(parts.database):
        log.warning("no backup before the migration: pg_dump is not installed")
        return
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    file = data / "backups" / f"before-{newest()}-{stamp}.tar.zst"
    backups.make(parts.database, data, file, here)


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
        return MigrationContext.configure(session.connection()).get_current_revision()


def newest() -> str | None:
    """Return the newest migration this code brings."""
    return ScriptDirectory.from_config(config()).get_current_head()
