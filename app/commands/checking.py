"""Trying things out: check, play, decide."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from app.commands.office import files_of, read_days
from engine import Process
from engine.checks import Finding, Known
from engine.checks import check as find
from engine.feel import decisions
from engine.rules import holidays
from engine.rules.deadlines import OFFICE_ZONE
from engine.stories import play as play_story
from engine.stories import read as read_stories

WHOLE = Known(jobs=frozenset())
"""A folder is a whole process: what it names has to be there."""

PATH = click.Path(path_type=Path)
KINDS = {".bpmn", ".dmn", ".form"}


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--forms", type=PATH, help="Where the forms are, if not in forms/<process>.")
@with_appcontext
def check(paths: tuple[Path, ...], forms: Path | None) -> None:
    """Lint process folders, or single BPMN, DMN and form files: exit 0, 1 (errors) or 2."""
    findings = [finding for path in paths for finding in _findings(path, forms)]
    for finding in findings:
        click.echo(str(finding))
    raise SystemExit(int(any(finding.severity == "error" for finding in findings)))


@click.command()
@click.argument("folders", nargs=-1, required=True, type=PATH)
@with_appcontext
def play(folders: tuple[Path, ...]) -> None:
    """Play the stories of process folders on a virtual clock; exit 1 if one does not hold."""
    calendar, failed = holidays.calendar_of(read_days()), False
    for folder in folders:
        files = files_of(folder)
        process = Process.read(files)
        for story in read_stories(files["stories.toml"]):
            played = play_story(process, story, calendar)
            click.echo(str(played))
            failed = failed or bool(played.faults)
    raise SystemExit(int(failed))


@click.command()
@click.argument("file", type=PATH)
@click.option("--inputs", type=PATH, required=True, help="A JSON list of input contexts.")
@with_appcontext
def decide(file: Path, inputs: Path) -> None:
    """Evaluate every decision of a DMN file for each input; print a JSON list."""
    raw = _read(file)
    contexts: list[dict[str, Any]] = json.loads(_read(inputs))
    now = datetime.now(OFFICE_ZONE)
    told = [decisions.decide(raw, context, now) for context in contexts]
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _findings(path: Path, forms: Path | None) -> tuple[Finding, ...]:
    if path.is_dir():
        return find(files_of(path, forms), known=WHOLE)
    if path.suffix not in KINDS:
        click.echo(f"{path}: not a process folder and not a .bpmn, .dmn or .form file", err=True)
        raise SystemExit(2)
    return find({path.name: _read(path)})


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        click.echo(f"{path}: {error.strerror}", err=True)
        raise SystemExit(2) from error


COMMANDS = (check, play, decide)
