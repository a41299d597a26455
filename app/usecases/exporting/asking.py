"""Somebody asks for a list as a file, and fetches it once it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from app.storage.desk.asking import person_id_of
from app.storage.ground.leased import OPEN, RUNNING
from app.storage.post import exports
from app.storage.post.exports import DONE, Export
from app.usecases.exporting.making import ATTEMPTS
from app.usecases.exporting.tables import Sent
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed, NotFound

MOST_AT_ONCE = 5


class Gone(NotFound):
    """It was there, and is kept no longer."""


@dataclass(frozen=True)
class Asked:
    """Which list, and of it what.

    :param sent: the filter as it stands in the address of the list.
    """

    what: str
    sent: Sent
    language: str


def ask(work: Work, asked: Asked) -> Export:
    """Note that somebody wants a list as a file; machines make it after the commit.

    :raises NotAllowed: only people of the office take lists along.
    :raises Conflict: they wait for as many as one may wait for at a time.
    """
    person_id = person_id_of(work.actor)
    if person_id is None:
        raise NotAllowed("export.not_yours", "Only people of the office take lists along.")
    if exports.unfinished(work.session, person_id) >= MOST_AT_ONCE:
        message = "You wait for %(most)s exports already. Ask again when one of them is made."
        raise Conflict("export.too_many", message, most=MOST_AT_ONCE)
    export = Export(
        id=str(uuid4()), person_id=person_id,
        what=asked.what, filter=dict(asked.sent), language=asked.language,
        asked_at=work.now, take_at=work.now, state=OPEN, attempts=0, left=ATTEMPTS,
        pieces=0, rows=0, size=0,
    )  # fmt: skip
    work.session.add(export)
    work.call_machines()
    return export


def content(work: Work, export_id: str) -> tuple[Export, Sequence[str]]:
    """Return an export of one's own and the digests of its content, in order.

    :raises NotFound: there is none, or it is somebody else's.
    :raises Gone: it has expired.
    :raises Conflict: it is not made yet, or could not be made.
    """
    export = exports.own(work.session, person_id_of(work.actor), export_id)
    if expired(export, work.now):
        message = "This file has expired. Ask for the list again."
        raise Gone("export.expired", message)
    if export.state != DONE:
        raise Conflict("export.not_made", "This file is not made yet.")
    return export, exports.content(work.session, export_id)


def expired(export: Export, now: datetime) -> bool:
    """Whether the content of an export is kept no longer."""
    return export.state == DONE and export.expires_at is not None and export.expires_at <= now


def state_of(export: Export, now: datetime) -> str:
    """Return where an export stands, as people read it.

    One that waits between two pieces is being made.
    """
    if expired(export, now):
        return "expired"
    if export.state in (OPEN, RUNNING):
        return "making" if export.pieces or export.state == RUNNING else "waiting"
    return "ready" if export.state == DONE else export.state
