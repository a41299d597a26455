"""Verifying: does everything that is remembered hold together?"""

import click
from flask import current_app
from flask.cli import with_appcontext

from app.commands.speaking import OPERATOR, office_ready, refusals_told
from app.unit_of_work import the_parts
from app.usecases import verifying
from app.usecases.work import Work


@click.command()
@click.option("--quick", is_flag=True, help="Only the heads of histories and stuck cases.")
@with_appcontext
@refusals_told
@office_ready
def verify(quick: bool) -> None:
    """Check every invariant over the whole office; print what is broken and exit 1."""
    parts, found = the_parts(), 0
    with parts.database.snapshot() as session:
        work = Work(session, OPERATOR, parts)
        for breach in verifying.verify(work, current_app.extensions["files"], quick):
            click.echo(str(breach))
            found += 1
    click.echo(f"{found} breaches found", err=True)
    raise SystemExit(int(found > 0))


COMMANDS = (verify,)
