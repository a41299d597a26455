"""Letting time pass by hand, or on a machine that only does that: tick."""

import time
from collections.abc import Iterable
from datetime import datetime

import click
from flask.cli import with_appcontext

from app import clock, jobs
from app.commands.speaking import database_safe, office_ready, refusals_told, the_app
from app.config import DISTRIBUTED, Unsafe
from app.jobs import letters
from app.jobs.running import running
from app.jobs.threads import at_work
from app.unit_of_work import the_parts, unit_of_work
from app.usecases.office import demonstrating
from engine.rules.deadlines import OFFICE_ZONE


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


COMMANDS = (tick,)
