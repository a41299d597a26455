"""Makes lists that somebody asked for as a file: one piece of one list after the other."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import current_app
from flask_babel import force_locale, format_datetime, gettext

from app.files import FileStore
from app.jobs import trying
from app.jobs.trying import MACHINE
from app.storage.post import exports
from app.storage.post.exports import Export
from app.unit_of_work import look, unit_of_work
from app.usecases.exporting import making
from app.usecases.exporting.making import Piece
from app.usecases.exporting.tables import BOM, Table, line
from app.usecases.jobs.failing import Failed, Hopeless
from engine.people import Actor

ROWS_PER_PIECE = 10_000
"""So long a piece may be in memory, and so much is made anew after a kill."""


def waiting(most: int) -> int:
    """Return how many exports somebody may go on with now, counted up to ``most``."""
    with look(MACHINE) as work:
        return exports.waiting(work.session, work.now, most)


def make_some() -> int:
    """Make one piece of the export that waits longest; return how many were tried."""
    taken = trying.take(lambda work: exports.waiting(work.session, work.now, 1), making.lease)
    if taken is None:
        return 0
    trying.carry_out(_make, taken)
    return 1


def _make(taken: Export) -> None:
    with look(MACHINE) as work:
        actor = making.asker(work, taken)
    if actor is None:
        with unit_of_work(MACHINE) as work:
            making.drop(work, taken)
        return
    try:
        piece = _try(taken, actor)
    except Failed as failed:
        with unit_of_work(MACHINE) as work:
            making.fail(work, taken, failed)
        return
    with unit_of_work(MACHINE) as work:
        making.add(work, taken, piece, timedelta(days=current_app.config["EXPORT_DAYS"]))


def _try(taken: Export, actor: Actor) -> Piece:
    message = "The office stopped %(attempts)s times while it made this file."
    crashed = Failed("export.crashed", "Making the file went wrong: %(error)s")
    lost = Hopeless("export.lost", message)
    with trying.attempt(taken, lost, crashed), force_locale(taken.language):
        return _piece(taken, actor)


def _piece(taken: Export, actor: Actor) -> Piece:
    """Read page after page, each for itself, so that nobody waits for a long list."""
    tables: Mapping[str, Table] = current_app.extensions["tables"]
    table: Table = tables[taken.what]
    after: list[Any] | None = taken.place["after"] if taken.place else None
    text = [] if taken.pieces else [BOM + line(table.heading())]
    rows, over = 0, False
    while rows < ROWS_PER_PIECE and not over:
        with look(actor) as work:
            part = table.part(work, taken.filter, after)
        text.extend(map(line, part.rows))
        rows, after, over = rows + len(part.rows), part.next, part.next is None
    if over:
        text.append(line([_stamp(table, taken, taken.rows + rows)]))
    content = "".join(text).encode()
    return Piece(_store().put(content), rows, len(content), None if over else {"after": after})


def _stamp(table: Table, taken: Export, rows: int) -> str:
    """Say in the last line what the file holds; a file without it is not whole."""
    with look(MACHINE) as work:
        now = format_datetime(work.now, "yyyy-MM-dd HH:mm")
        said: dict[str, Any] = {"rows": rows, "filter": table.said(work, taken.filter), "now": now}
    return gettext("%(rows)s rows. Filter: %(filter)s. Made at %(now)s.", **said)


def _store() -> FileStore:
    files: FileStore = current_app.extensions["files"]
    return files
