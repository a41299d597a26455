"""Diagrams of other products: what would be written anew, and what still hinders."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import click

from engine.checks import Known
from engine.checks import check as find
from engine.documents import Unsound
from engine.importing import Rewrite, rewrites, rewritten

PATH = click.Path(path_type=Path, exists=True)
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=PATH)
@click.option("--preview", is_flag=True, help="Only tell; write nothing.")
@click.option("--write", "folder", type=FOLDER, help="Where to write the diagram written anew.")
@click.option("--force", is_flag=True, help="Replace the files that are there already.")
def bring_in(paths: tuple[Path, ...], preview: bool, folder: Path | None, force: bool) -> None:
    """Tell what is written anew in foreign diagrams; exit 0, 1 (something hinders) or 2."""
    if preview == (folder is not None):
        raise click.UsageError("Say either --preview or --write FOLDER.")
    files = [file for path in paths for file in _diagrams(path)]
    if folder is not None:
        _require_room(files, folder, force)
    counts = Counter(_bring_in(file, folder) for file in files)
    told = ", ".join(f"{counts[each]} {each}" for each in (READY, HINDERED, UNREADABLE))
    click.echo(f"{len(files)} diagrams: {told}")
    raise SystemExit(2 if counts[UNREADABLE] else int(bool(counts[HINDERED])))


READY, HINDERED, UNREADABLE = "without errors", "with errors left", "unreadable"


def _diagrams(path: Path) -> list[Path]:
    return sorted(path.rglob("*.bpmn")) if path.is_dir() else [path]


def _bring_in(file: Path, folder: Path | None) -> str:
    """Tell one file, write it where that is wanted, and say how it stands."""
    raw = file.read_bytes()
    try:
        found = rewrites(raw, str(file))
    except Unsound as refusal:
        click.echo(f"{file}:{refusal.line}: {refusal.fault.code}: {refusal.fault}")
        return UNREADABLE
    anew = rewritten(raw, found)
    for each in found:
        click.echo(_line(file, each))
    if folder is not None:
        _write(folder / file.name, anew)
    return _hindered(file, anew)


def _line(file: Path, each: Rewrite) -> str:
    return f"{file}:{each.line}: {each.rule}: {each.element or '-'}: {each.before} → {each.after}"


def _hindered(file: Path, raw: bytes) -> str:
    findings = find({file.name: raw}, known=Known(complete=False))
    for each in findings:
        click.echo(str(replace(each, file=str(file))))
    return HINDERED if any(each.severity == "error" for each in findings) else READY


def _require_room(files: list[Path], folder: Path, force: bool) -> None:
    """Refuse before anything is written, if two files had one place or one would be replaced."""
    names = Counter(file.name for file in files)
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise click.ClickException(f"Several diagrams would become {', '.join(twice)}.")
    there = [str(folder / name) for name in names if (folder / name).exists()]
    if there and not force:
        raise click.ClickException(f"There already: {', '.join(there)}. --force replaces them.")


def _write(file: Path, raw: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)


COMMANDS = (bring_in,)
