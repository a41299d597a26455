"""Forecasts: learning from what was decided, and how good they would have been."""

import click
from flask.cli import with_appcontext

from app.clock import CLOCK
from app.commands.speaking import office_ready, refusals_told
from app.unit_of_work import look, unit_of_work
from app.usecases import forecasting


@click.command()
@with_appcontext
@refusals_told
@office_ready
def forecast() -> None:
    """Count how long decided cases took, and try forecasts on them, as happens once a day."""
    with look(CLOCK) as work:
        learned = forecasting.learned(work)
    with unit_of_work(CLOCK) as work:
        forecasting.keep(work, learned)
    for pace in learned:
        told = pace["accuracy"]
        click.echo(
            f"{pace['item_code']}: {pace['cases']} cases; {told['within']} of {told['tried']} "
            f"forecasts held, off by {told['mean_error']} working days on average"
        )
    click.echo(f"{len(learned)} items counted", err=True)


COMMANDS = (forecast,)
