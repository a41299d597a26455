"""Serving the office: serve."""

import os
import socket
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
PORT = click.IntRange(0, 65535)
PATIENCE = 0.0005
"""Seconds a thread holds the interpreter while others want it: people do not wait for a tick."""


@click.command()
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@click.option("--port", default=8000, type=PORT, envvar="PORT", help="The port to listen on.")
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

    seconds = app.config["TICK_SECONDS"]
    with _listening(host, port) as listening, ExitStack() as around:
        sys.setswitchinterval(PATIENCE)
        server = create_server(app, sockets=[listening], threads=THREADS, ident="lianshen")
        if app.config["JOBS"] == EMBEDDED:
            around.enter_context(embedded.only_one(app.config["LIANSHEN_DATA"]))
            around.enter_context(embedded.ticking(tick, seconds))
            around.enter_context(at_work(app, app.config["JOB_THREADS"], seconds))
        click.echo(f"Lianshen serves http://{host}:{port} (stop with Ctrl-C)")
        server.run()


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens, before anything else is begun.

    :raises click.ClickException: somebody else listens there, or the address is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        number = error.errno or 0  # below 0: no name of a host
        why = os.strerror(number) if number > 0 else error.strerror
        message = f"Nothing can be served at {host}:{port}: {why}. PORT=8001 chooses another port."
        raise click.ClickException(message) from error


COMMANDS = (serve,)
