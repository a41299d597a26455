"""The office and its processes: load, publish, the first administrator."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import yaml
from flask.cli import with_appcontext

from app.commands.lines import with_lines
from app.commands.speaking import OPERATOR, office_ready, refusals_told
from app.config import ROOT
from app.unit_of_work import unit_of_work
from app.usecases.office import organising
from app.usecases.processes import designing
from engine.errors import Invalid
from engine.rules import holidays
from engine.rules.holidays import ExceptionalDay

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
CALENDAR = ROOT / "app" / "office" / "calendar" / "cn.csv"


@click.command("load-office")
@click.argument("file", type=FILE)
@with_appcontext
@refusals_told
@office_ready
def load_office(file: Path) -> None:
    """Load departments, people, roles and items from a YAML file; again changes nothing."""
    told = read_yaml(file)
    with with_lines(file), unit_of_work(OPERATOR) as work:
        organising.load_office(work, told)
    click.echo(f"{file.name} is loaded.")


@click.command("load-calendar")
@click.argument("file", type=FILE, default=CALENDAR)
@with_appcontext
@refusals_told
@office_ready
def load_calendar(file: Path) -> None:
    """Load the exceptional days of whole years from a CSV file: date, kind, name, source."""
    with unit_of_work(OPERATOR) as work:
        organising.load_calendar(work, read_days(file))
    click.echo(f"{file.name} is loaded.")


@click.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER)
@with_appcontext
@refusals_told
@office_ready
def publish(folders: tuple[Path, ...]) -> None:
    """Publish process folders whose stories are kept, with their forms; a known digest stays."""
    for folder in folders:
        with unit_of_work(OPERATOR) as work:
            done = designing.publish(work, files_of(folder))
            version = done.version
            for warning in done.warnings:
                click.echo(str(warning), err=True)
            word = "published" if done.new else "known already"
            click.echo(f"{version.key} version {version.number} {word} ({version.digest[:12]})")


@click.command("create-admin")
@click.argument("name")
@click.password_option()
@with_appcontext
@refusals_told
@office_ready
def create_admin(name: str, password: str) -> None:
    """Make the first administrator of a real installation."""
    with unit_of_work(OPERATOR) as work:
        organising.create_admin(work, name, password, from_on=work.today)
    click.echo(f"{name} may sign in and administer the office.")


def files_of(folder: Path, forms: Path | None = None) -> dict[str, bytes]:
    """Return the files of a process folder and of its forms, by name."""
    return {name: file.read_bytes() for name, file in paths_of(folder, forms).items()}


def neighbours_of(folder: Path) -> Callable[[str], dict[str, bytes] | None]:
    """Return what reads the process folders beside a folder, each by its name."""

    def read(key: str) -> dict[str, bytes] | None:
        beside = folder.absolute().parent / key
        return files_of(beside) if key.isidentifier() and beside.is_dir() else None

    return read


def paths_of(folder: Path, forms: Path | None = None) -> dict[str, Path]:
    """Return where the files of a process folder and of its forms are, by name.

    :param forms: the folder of the forms, if it is not ``forms/<process>``.
    """
    forms = forms or folder.parent.parent / "forms" / folder.name
    found = [
        file
        for pattern, place in (
            ("*.bpmn", folder),
            ("*.dmn", folder),
            ("stories.toml", folder),
            ("*.form", forms),
        )
        for file in sorted(place.glob(pattern))
    ]
    return {file.name: file for file in found}


def read_yaml(file: Path) -> Any:
    """Return what a YAML file says.

    :raises Invalid: it is not YAML, or not in UTF-8.
    """
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        message = "“%(file)s” is not YAML: %(why)s"
        raise Invalid("office.not_yaml", message, file=file.name, why=str(error)) from error


def read_days(file: Path = CALENDAR) -> tuple[ExceptionalDay, ...]:
    """Return the days of a calendar file; by default of the one that comes with the product."""
    return holidays.read(file.read_text(encoding="utf-8-sig"))


COMMANDS = (load_office, load_calendar, publish, create_admin)
