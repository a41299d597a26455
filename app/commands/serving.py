"""Serving the office: serve."""

import sys
from contextlib import ExitStack

import click
from flask.cli import with_appcontext
from waitress import create_server

from app import clock
from app.commands.speaking import database_safe, office_ready, refusals_told, the_app
from app.config import EMBEDDED
from app.jobs import embedded
from app.jobs.threads import at_work

THREADS = 8
PATIENCE = 0.0005
"""Seconds a thread holds the interpreter while others want it: people do not wait for a tick."""


@click.command()
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@click.option("--port", default=8000, envvar="PORT", help="The port to listen on.")
@with_appcontext
@refusals_told
@office_ready
@database_safe
def serve(host: str, port: int) -> None:
    """Serve the office, let its clock tick and do its jobs, in this one process."""
    app = the_app()

    def tick() -> None:
        with app.app_context():
            clock.tick()
            clock.tidy_daily()

    sys.setswitchinterval(PATIENCE)
    server = create_server(app, host=host, port=port, threads=THREADS, ident="lianshen")
    seconds = app.config["TICK_SECONDS"]
    with ExitStack() as around:
        if app.config["JOBS"] == EMBEDDED:
            around.enter_context(embedded.only_one(app.config["LIANSHEN_DATA"]))
            around.enter_context(embedded.ticking(tick, seconds))
            around.enter_context(at_work(app, app.config["JOB_THREADS"], seconds))
        click.echo(f"Lianshen serves http://{host}:{port} (stop with Ctrl-C)")
        server.run()


COMMANDS = (serve,)
