"""Doing what is due, beside others: worker."""

import click
from flask.cli import with_appcontext

from app import jobs
from app.commands.speaking import database_safe, office_ready, refusals_told, the_app
from app.config import EMBEDDED, Unsafe
from app.jobs import queue
from app.jobs.worker import Worker
from app.unit_of_work import the_parts


@click.command()
@click.option("--concurrency", type=click.IntRange(1, 16), default=4, help="How much at once.")
@with_appcontext
@refusals_told
@office_ready
@database_safe
def worker(concurrency: int) -> None:
    """Do what is due, beside any number of other workers; SIGTERM lets it end what it does."""
    app = the_app()
    if app.config["JOBS"] == EMBEDDED:
        raise Unsafe("Workers need LIANSHEN_JOBS=distributed; flask serve does the rest itself.")
    queue.require(the_parts().database)
    jobs.step_back(the_parts().database)
    click.echo(f"A worker does what is due, {concurrency} at once (stop with Ctrl-C)")
    Worker(app, concurrency, app.config["TICK_SECONDS"]).run()


COMMANDS = (worker,)
