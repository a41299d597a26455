"""Running the office: serve, worker, tick, migrate."""

import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime

import click
from flask import current_app
from flask.cli import with_appcontext
from waitress import create_server

from app import clock, jobs, migrating
from app.commands.speaking import database_safe, office_ready, refusals_told, the_app
from app.config import DISTRIBUTED, EMBEDDED, Unsafe
from app.jobs import embedded, letters, queue
from app.jobs.running import running
from app.jobs.threads import at_work
from app.jobs.worker import Worker
from app.unit_of_work import the_parts, unit_of_work
from app.usecases.office import demonstrating
from engine.rules.deadlines import OFFICE_ZONE

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


@click.command()
@click.option("--every", type=click.IntRange(1, 3600), help="Keep going, this many seconds apart.")
@click.option("--as-of", "as_of", help="Move the clock to this moment first; demo office only.")
@with_appcontext
@refusals_told
@office_ready
@database_safe
def tick(every: int | None, as_of: str | None) -> None:
    """Let every limit pass and do every job that is due, and say which."""
    clock.may_pass("tick")  # before the clock is moved, so that the move is no outage
    if as_of is not None:
        with unit_of_work(clock.CLOCK) as work:
            demonstrating.move_clock(work, _moment(as_of))
    if every is None:
        _tick_once()
        click.echo(f"{_told(map(str, running()))} jobs tried, {letters.carry_all()} letters tried")
        return
    app = the_app()
    if app.config["JOBS"] == DISTRIBUTED:
        raise Unsafe("Workers let this office's clock tick: start flask worker.")
    jobs.step_back(the_parts().database)
    with at_work(app, app.config["JOB_THREADS"], every):  # a slow machine keeps no limit waiting
        while True:
            _tick_once()
            time.sleep(every)


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database to the newest schema, after a backup of an SQLite one."""
    migrating.upgrade(the_app())
    jobs.prepare(current_app.config, the_parts().database)
    click.echo("The database has the newest schema.")


def _tick_once() -> None:
    if not clock.may_pass("tick"):
        click.echo("The clock is not trusted: nothing passes. See flask confirm-clock.", err=True)
        return
    clock.follow_changes(clock.FOLLOWING)
    passed = _told(f"{limit.case}: {limit}" for limit in clock.passing())
    reminded = clock.remind()
    arrived = clock.carry_everything()
    click.echo(f"{passed} limits passed, {reminded} reminded of, {arrived} messages delivered")
    clock.tidy_daily()


def _told(lines: Iterable[str]) -> int:
    """Say each thing as it happens, and return how many did."""
    said = 0
    for line in lines:
        click.echo(line)
        said += 1
    return said


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no moment; write 2026-03-31T09:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=OFFICE_ZONE)


COMMANDS = (serve, worker, tick, migrate)
