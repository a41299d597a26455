"""Keeping an office safe: backup and restore."""

from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app import backups, migrating, schema
from app.clock import watching
from app.commands.speaking import OPERATOR, refusals_told
from app.files import FileStore
from app.storage.clock import held
from app.storage.ground.database import Database
from app.unit_of_work import the_parts
from app.usecases.guarding import beating
from app.usecases.parts import Parts
from app.usecases.verifying import verify
from app.usecases.work import Work

PATH = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("file", type=PATH)
@with_appcontext
@refusals_told
def backup(file: Path) -> None:
    """Put database, files and secret into one archive (.tar.zst) while the office works."""
    parts = the_parts()
    data = current_app.config["LIANSHEN_DATA"]
    backups.make(parts.database, data, file.absolute(), schema.current(parts))
    click.echo(f"{file} has the whole office. It holds secrets: keep it where only you read it.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--into", type=FOLDER, help="The folder of the office; LIANSHEN_DATA by default.")
@with_appcontext
@refusals_told
def restore(file: Path, into: Path | None) -> None:
    """Put an office back from a backup into an empty folder, migrate and verify it."""
    folder = (into or current_app.config["LIANSHEN_DATA"]).absolute()
    url = str(current_app.config["DATABASE_URL"])
    restored = backups.restore(file, folder, url, schema.knows)
    parts = Parts(Database(restored.url))
    try:
        migrating.bring_up(parts, folder)
        _note(parts, restored.made_at)
        found = _verified(parts, FileStore(folder / "files"))
    finally:
        parts.database.close()
    click.echo(f"The office is in {folder}; {found} breaches found.")
    raise SystemExit(int(found > 0))


def _note(parts: Parts, made_at: datetime) -> None:
    with parts.database.writing() as session:
        work = Work(session, OPERATOR, parts)
        beating.begin_again(work, watching.pulse("restore"), made_at)
        waiting = held.counted(session)
    if waiting:
        click.echo(f"{waiting} limits that passed since wait for a decision: flask held-limits.")


def _verified(parts: Parts, store: FileStore) -> int:
    with parts.database.snapshot() as session:
        breaches = list(map(str, verify(Work(session, OPERATOR, parts), store)))
    for breach in breaches:
        click.echo(breach, err=True)
    return len(breaches)


COMMANDS = (backup, restore)
