"""Moving running cases to another version of their process."""

import click
from flask.cli import with_appcontext

from app import clock
from app.commands.speaking import OPERATOR, office_ready, refusals_told
from app.unit_of_work import look
from app.usecases.processes import transferring
from app.usecases.processes.transferring import Transfer


@click.command("move-cases")
@click.argument("process")
@click.option("--from", "from_", type=int, required=True, help="The version they run on.")
@click.option("--to", type=int, required=True, help="The version they are to go on in.")
@click.option("--reason", default="", help="Why; it stands in their history.")
@click.option("--case", "only", multiple=True, help="Only this case; may be said again.")
@click.option("--dry-run", is_flag=True, help="Only say which can move.")
@with_appcontext
@refusals_told
@office_ready
def move_cases(
    process: str, from_: int, to: int, reason: str, only: tuple[str, ...], dry_run: bool
) -> None:
    """Move running cases to another version; exit 1 if one has to stay where it is."""
    if not (dry_run or reason.strip()):
        raise click.UsageError("Say with --reason why the cases are moved.")
    wish, stayed = Transfer(process, from_, to, reason), 0
    with look(OPERATOR) as work:
        numbers = transferring.candidates(work, wish, only or None)
    each = clock.previewed if dry_run else clock.moved
    for outcome in each(OPERATOR, wish, numbers):
        click.echo(f"{outcome.case}: {_word(dry_run, bool(outcome.faults))}")
        for fault in outcome.faults:
            click.echo(f"  {fault.place or '-'}: {fault}")
        stayed += bool(outcome.faults)
    click.echo(f"{len(numbers) - stayed} of {len(numbers)} cases {_word(dry_run, False)}", err=True)
    raise SystemExit(int(stayed > 0))


def _word(dry_run: bool, stays: bool) -> str:
    if stays:
        return "stays"
    return "can move" if dry_run else "moved"


COMMANDS = (move_cases,)
