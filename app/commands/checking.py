"""Trying things out: check, play, decide."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext
from flask_babel import force_locale
from sqlalchemy.exc import DBAPIError

from app.commands.office import FOLDER, files_of, neighbours_of, paths_of, read_days
from app.commands.speaking import OPERATOR, refusals_told
from app.i18n import DEFAULT, hinted, told
from app.unit_of_work import look, the_parts
from app.usecases.office import surveying
from engine import Process
from engine.checks import Finding, Known, one_line
from engine.checks import check as find
from engine.errors import Invalid, Told
from engine.feel import Note, decisions
from engine.process import STORIES
from engine.rules import holidays
from engine.rules.deadlines import OFFICE_ZONE
from engine.stories import Neighbours
from engine.stories import play as play_story
from engine.stories import read as read_stories
from engine.unreadable import why

PATH = click.Path(path_type=Path)
KINDS = {".bpmn", ".dmn", ".form"}
LOCALES = {"en": "en", "zh": DEFAULT}
in_language = click.option("--language", type=click.Choice([*LOCALES]), default="en")
"""In which language a command says what is wrong."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--forms", type=FOLDER, help="Where the forms are, if not in forms/<process>.")
@in_language
@with_appcontext
def check(paths: tuple[Path, ...], forms: Path | None, language: str) -> None:
    """Lint process folders, or single BPMN, DMN and form files: exit 0, 1 (errors) or 2."""
    with force_locale(LOCALES[language]):
        findings = [finding for path in paths for finding in _findings(path, forms)]
        for each in findings:
            click.echo(each.line_of(told(each), hinted(each)))
    raise SystemExit(int(any(finding.severity == "error" for finding in findings)))


@click.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER)
@with_appcontext
@refusals_told
def play(folders: tuple[Path, ...]) -> None:
    """Play the stories of process folders on a virtual clock; exit 1 if one does not hold."""
    calendar, failed = holidays.calendar_of(read_days()), False
    for folder in folders:
        files = files_of(folder)
        process, beside = Process.read(files), Neighbours(neighbours_of(folder))
        for story in read_stories(files.get(STORIES, b"")):
            played = play_story(process, story, calendar, beside)
            click.echo(str(played))
            failed = failed or bool(played.faults)
    raise SystemExit(int(failed))


@click.command()
@click.argument("file", type=PATH)
@click.argument("values", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--inputs", "listed", type=PATH, help="A JSON list of input contexts.")
@in_language
@with_appcontext
def decide(file: Path, values: tuple[str, ...], listed: Path | None, language: str) -> None:
    """Evaluate every decision of a DMN file for each input; print a JSON list; exit 0, 1 or 2.

    VALUE is an expression: 'application.kind="person"'. It is laid over every input of the file.
    Why anything is null stands beside the answer, on stderr: file, line, decision, reason. A
    decision that cannot be decided says why in its place: exit 1. Nothing can be read: exit 2.
    """
    now = datetime.now(OFFICE_ZONE)
    with force_locale(LOCALES[language]):
        raw, contexts = _read(file), _contexts(listed) if listed else [{}]
        try:
            typed = decisions.typed(values, now)
            inputs = [decisions.laid(each, typed.values) for each in contexts]
            answers = [decisions.answers(raw, each, now, str(file)) for each in inputs]
        except Invalid as refusal:
            raise _refused(refusal) from refusal
        lines = [_typed_reason(note) for note in typed.notes]
        lines += [_reason(file, note) for each in answers for note in each.notes]
        for line in dict.fromkeys(lines):
            click.echo(line, err=True)
        shown = [_values(each) for each in answers]
    click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    raise SystemExit(int(any(each.refused for each in answers)))


def _values(answers: decisions.Answers) -> dict[str, Any]:
    """Return what decisions say, and in the language of the command why one says nothing."""
    refused = {name: {"error": told(why)} for name, why in answers.refused.items()}
    return {**answers.values, **refused}


def _refused(refusal: Invalid) -> SystemExit:
    faults = [f"{fault.place}: {told(fault)}" for fault in refusal.faults]
    for line in faults or [told(refusal)]:
        click.echo(line, err=True)
    return SystemExit(2)


def _typed_reason(note: Note) -> str:
    """Return why a value that was typed is null."""
    name, text = (note.cell.part, note.cell.text) if note.cell else ("", "")
    return f"{name}: {told(note.told)}: {text}"


def _reason(file: Path, note: Note) -> str:
    """Return why something is null, with the place where to mend it."""
    cell = note.cell
    if cell is None:
        return f"{file}: {told(note.told)}"
    text = f": {one_line(cell.text)}" if cell.text else ""
    return f"{file}:{cell.line}: {cell.part}: {told(note.told)}{text}"


def _findings(path: Path, forms: Path | None) -> tuple[Finding, ...]:
    """Check a folder, or a file by itself; every finding names its file as it was reached."""
    if path.is_dir():
        paths, known = paths_of(path, forms), _office()
    elif path.suffix in KINDS:
        paths, known = {path.name: path}, None
    else:
        message = "not a process folder and not a .bpmn, .dmn or .form file"
        raise _unreadable(path, Told(message))
    found = find({name: _read(file) for name, file in paths.items()}, known=known)
    return tuple(replace(each, file=str(paths.get(each.file, path / each.file))) for each in found)


def _office() -> Known:
    """Return what is known of the office; where none is set up, only what its machines do."""
    machines = Known(jobs=the_parts().job_types.known)
    try:
        with look(OPERATOR) as work:
            known = surveying.office(work)
    except DBAPIError:  # there is no database yet: designers check without an office, too
        return machines
    return known if known.departments else machines


def _contexts(file: Path) -> list[dict[str, Any]]:
    try:
        told = json.loads(_read(file))
    except (ValueError, RecursionError) as error:
        raise _unreadable(file, Told("This is not JSON: %(why)s", {"why": why(error)})) from error
    if not isinstance(told, list) or not all(isinstance(context, dict) for context in told):
        raise _unreadable(file, Told("not a JSON list of input contexts"))
    return told


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, _unread(error)) from error


def _unread(error: OSError) -> Told:
    """Return why a file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return Told("there is no such file")
    if isinstance(error, IsADirectoryError):
        return Told("this is a folder")
    return Told("the file cannot be read (%(why)s)", {"why": error.strerror})


def _unreadable(path: Path, why: Told) -> SystemExit:
    click.echo(f"{path}: {told(why)}", err=True)
    return SystemExit(2)


COMMANDS = (check, play, decide)
