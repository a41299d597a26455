"""Bringing the database's schema up to date. Alembic is known here alone: no server needs it."""

from datetime import UTC, datetime
from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from flask import Flask

from app import backups
from app.backups import databases
from app.config import ROOT
from app.schema import current, newest
from app.storage.ground.base import store
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


def _back_up(parts: Parts, data: Path, here: str) -> None:
    if not databases.can_copy(parts.database):
        log.warning("no backup before the migration: pg_dump is not installed")
        return
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    file = data / "backups" / f"before-{newest()}-{stamp}.tar.zst"
    backups.make(parts.database, data, file, here)


def _fill_in(parts: Parts, since: str) -> None:
    for revision, fill in FILLING.items():
        if since < revision:
            with parts.database.writing() as session:
                work = Work(session, UPGRADE, parts)
                fill(work)
                store(session)
