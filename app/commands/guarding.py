"""The guard of the clock: confirming it after a jump, deciding about what waits after an outage."""

import click
from flask.cli import with_appcontext

from app.clock import guard
from app.commands.speaking import OPERATOR, office_ready, refusals_told
from app.storage.clock import held
from app.unit_of_work import look, unit_of_work
from app.usecases.guarding import jumps
from engine.rules.deadlines import OFFICE_ZONE

MOST = 1000
REASON = click.option("--reason", required=True, help="Why; it stands in the records.")


@click.command("confirm-clock")
@REASON
@with_appcontext
@refusals_told
@office_ready
def confirm_clock(reason: str) -> None:
    """Let the office go on after its clock jumped, because the clock is right now."""
    with unit_of_work(OPERATOR) as work:
        jumps.confirm(work, reason)
        waiting = held.counted(work.session)
    click.echo("The clock is trusted again; the next tick lets pass what is due.")
    if waiting:
        click.echo(f"{waiting} limits wait for a decision: see flask held-limits.")


@click.command("held-limits")
@with_appcontext
@refusals_told
@office_ready
def held_limits() -> None:
    """List the limits that passed in an outage and wait for a decision."""
    with look(OPERATOR) as work:
        for one in held.listed(work.session, MOST):
            at = f"{one.deadline.due_at.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"
            step = one.deadline.step or "-"
            click.echo(f"{one.number}: {one.deadline.kind} {step}, due {at} ({one.deadline.id})")
        click.echo(f"{held.counted(work.session)} limits wait", err=True)


@click.command("confirm-limits")
@REASON
@with_appcontext
@refusals_told
@office_ready
def confirm_limits(reason: str) -> None:
    """Let every limit that waits pass with its true due time; exit 1 if one could not."""
    left = 0
    for number, fault in guard.confirm_all(OPERATOR, reason):
        click.echo(f"{number}: {fault or 'passed'}")
        left += fault is not None
    raise SystemExit(int(left > 0))


@click.command("declare-outage")
@REASON
@with_appcontext
@refusals_told
@office_ready
def declare_outage(reason: str) -> None:
    """Declare the days of the outage: they do not count, and running cases follow."""
    for change in guard.declare(OPERATOR, reason):
        click.echo(f"{change.content['from']} to {change.content['to']} do not count")
    with look(OPERATOR) as work:
        click.echo(f"{held.counted(work.session)} limits still wait")


COMMANDS = (confirm_clock, held_limits, confirm_limits, declare_outage)
