"""Bringing an office to a newer version: migrate."""

import click
from flask import current_app
from flask.cli import with_appcontext

from app import jobs, migrating
from app.commands.speaking import the_app
from app.unit_of_work import the_parts


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database to the newest schema, after a backup of an SQLite one."""
    migrating.upgrade(the_app())
    jobs.prepare(current_app.config, the_parts().database)
    click.echo("The database has the newest schema.")


COMMANDS = (migrate,)
