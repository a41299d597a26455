"""Supervision on the command line: what changed rules of cards would have done."""

import tomllib
from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.commands.speaking import OPERATOR, office_ready, refusals_told
from app.unit_of_work import look
from app.usecases.cards import trying
from app.usecases.cards.rulebook import read_file
from app.usecases.cards.tried import Trial, Tried
from engine.rules.cards import LEVELS

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.command("try-cards")
@click.argument("file", type=FILE)
@click.option("--from", "from_", type=DAY, help="The first day; last month where it is not said.")
@click.option("--to", type=DAY, help="The last day.")
@with_appcontext
@refusals_told
@office_ready
def try_cards(file: Path, from_: datetime | None, to: datetime | None) -> None:
    """Tell what the rules in FILE (as app/office/cards.toml) would have given; changes nothing."""
    try:
        rules = read_file(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.BadParameter(f"{file.name} is not TOML: {error}") from error
    with look(OPERATOR) as work:
        _tell(trying.try_rules(work, rules, _day(from_), _day(to)))


def _tell(trial: Trial) -> None:
    for row in trial.differences:
        click.echo(_line(row))
    click.echo(f"{trial.from_} to {trial.to}: {trial.cases} cases looked at")
    for level in LEVELS:
        before, then = trial.before.get(level, 0), trial.then.get(level, 0)
        click.echo(f"  {level}: {before} given, {then} tried")
    click.echo(f"{len(trial.differences)} differences, {len(trial.same)} as before")


def _line(row: Tried) -> str:
    change = f"{row.before or 'no card'} -> {row.then or 'no card'}"
    return f"{row.case} {row.on} {row.rule} {row.department or 'centre'}: {change}"


def _day(given: datetime | None) -> date | None:
    return given.date() if given is not None else None


COMMANDS = (try_cards,)
