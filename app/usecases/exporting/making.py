"""An export is made piece by piece: each is taken by a lease, counts once, and is tried again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.storage.ground.leased import OPEN, RUNNING
from app.storage.office import departments
from app.storage.office.people import Person
from app.storage.post import exports
from app.storage.post.exports import DONE, Export, ExportPiece
from app.usecases import announcing
from app.usecases.jobs import leasing
from app.usecases.jobs.failing import Failed
from app.usecases.keeping import mending
from app.usecases.work import Work
from engine.people import Actor

ATTEMPTS = 5
"""Tries at one piece before an administrator must look."""

LEASE = timedelta(minutes=10)
"""How long one try at a piece may take before somebody else may try."""


@dataclass(frozen=True)
class Piece:
    """Content that lies in the file store already.

    :param place: where the next piece goes on; nowhere after the last.
    """

    digest: str
    rows: int
    size: int
    place: Mapping[str, Any] | None


def lease(work: Work) -> Export | None:
    """Take the export that waits longest, if one does."""
    export = exports.take(work.session, work.now)
    if export is not None:
        export.begin(work.now + LEASE)
    return export


def asker(work: Work, export: Export) -> Actor | None:
    """Return whoever asked, with the rights they have now; nobody, if they have left."""
    person = work.session.get(Person, export.person_id)
    if person is None or not person.active:
        return None
    held = [post for post in person.posts if post.held_on(work.today)]
    pairs = frozenset((post.department, post.role) for post in held)
    seeing = {role.code for role in departments.roles(work.session) if role.sees_all}
    sees_all = any(role in seeing for _, role in pairs)
    return Actor(id=f"person:{person.id}", name=person.name, pairs=pairs, sees_all=sees_all)


def add(work: Work, taken: Export, piece: Piece, kept: timedelta) -> None:
    """Note that a piece is made; after the last one its asker is told.

    Only the try that has the export counts: what a slower one left in the file store belongs to
    nothing and goes.

    :param kept: how long the file can be fetched.
    """
    if (export := _still_in_hand(work, taken)) is None:
        return
    row = ExportPiece(export_id=export.id, seq=export.pieces, digest=piece.digest)
    work.session.add(row)
    export.pieces, export.rows = export.pieces + 1, export.rows + piece.rows
    export.size = export.size + piece.size
    export.place = None if piece.place is None else dict(piece.place)
    export.attempts, export.left, export.error, export.lease = 0, ATTEMPTS, None, None
    export.state, export.take_at = OPEN, work.now
    if piece.place is not None:
        work.call_machines()
        return
    export.state, export.ended_at, export.expires_at = DONE, work.now, work.now + kept
    said = {"export": export.id, "list": export.what, "rows": export.rows}
    announcing.beside(work, "notice.export_made", str(export.id), said, export.person_id)


def drop(work: Work, taken: Export) -> None:
    """Make no more of an export: nobody is there any more who may read it."""
    if (export := _still_in_hand(work, taken)) is not None:
        export.drop(work.now)


def fail(work: Work, taken: Export, why: Failed) -> None:
    """Note that a try came to nothing: another follows, or an incident."""
    export = _still_in_hand(work, taken)
    if export is not None and not leasing.fail(work, export, why):
        export.held_by = mending.note(work, None, why, {"export": export.id}).id


def _still_in_hand(work: Work, taken: Export) -> Export | None:
    export = exports.locked(work.session, taken.id)
    return export if (export.state, export.lease) == (RUNNING, taken.lease) else None
