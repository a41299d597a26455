"""Exports: lists asked for as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, current_app
from marshmallow import ValidationError, fields, validate

from app.clock import CLOCK
from app.files import FileStore
from app.i18n import said
from app.shapes.base import Moment, Shape
from app.shapes.case.cases import CasesWanted
from app.shapes.desk.due_soon import DueSoonWanted
from app.shapes.supervision.cards import CardsWanted
from app.signin import signed_in
from app.storage.post.exports import Export
from app.unit_of_work import look, unit_of_work
from app.usecases.exporting import asking
from app.usecases.keeping import mending
from engine.errors import Broken
from engine.rules.deadlines import OFFICE_ZONE

LISTS: Mapping[str, type[Shape]] = {
    "cases": CasesWanted,
    "due_soon": DueSoonWanted,
    "cards": CardsWanted,
}
OF_PAGES = {"limit", "after", "paused"}
"""What says which part of a list is asked for; a file has all of it."""

STATES = ("waiting", "making", "ready", "failed", "dropped", "expired")


@dataclass(frozen=True)
class SeenExport:
    """An export as it stands."""

    export: Export
    state: str
    error: str | None


class ExportAsked(Shape):
    """Which list is asked for, and of it what."""

    what = fields.String(required=True, validate=validate.OneOf(list(LISTS)))
    filter = fields.Dict(keys=fields.String(), load_default=dict)


class ExportView(Shape):
    """A list asked for as a file."""

    id = fields.String(attribute="export.id", required=True)
    what = fields.String(attribute="export.what", required=True, validate=validate.OneOf(LISTS))
    filter = fields.Dict(attribute="export.filter", required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    rows = fields.Integer(attribute="export.rows", required=True)
    size = fields.Integer(attribute="export.size", required=True)
    error = fields.String(required=True, allow_none=True)
    asked_at = Moment(attribute="export.asked_at", required=True)
    ended_at = Moment(attribute="export.ended_at", required=True, allow_none=True)
    expires_at = Moment(attribute="export.expires_at", required=True, allow_none=True)


def filter_of(what: str, said: Mapping[str, Any]) -> dict[str, str]:
    """Return a filter as it stands in the address of a list.

    :raises ValidationError: with everything in it that this list does not know.
    """
    texts = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in said.items()
        if value not in (None, "")
    }
    shape = LISTS[what]
    known = OF_PAGES & set(shape().fields)
    try:
        shape(exclude=known).load(texts)
    except ValidationError as error:
        raise ValidationError({"filter": error.messages}) from error
    return texts


def seen_export(export: Export, now: datetime) -> SeenExport:
    """Return an export as it stands at a moment, with what went wrong last."""
    error = said(export.error) if export.error else None
    return SeenExport(export, asking.state_of(export, now), error)


def download(export_id: str) -> Response:
    """Answer with a file of one's own, piece after piece.

    :raises NotFound: there is none, or it is somebody else's.
    :raises Conflict: it is not made.
    :raises Broken: a piece of it is gone from the file store.
    """
    files: FileStore = current_app.extensions["files"]
    with look(signed_in()) as work:
        export, digests = asking.content(work, export_id)
    for digest in digests:
        if not files.place_of(digest).exists():
            _broken(digest)
    asked = export.asked_at.astimezone(OFFICE_ZONE)
    name = f"{export.what.replace('_', '-')}-{asked:%Y%m%d-%H%M}.csv"
    answer = Response(_content(files, digests), content_type="text/csv; charset=utf-8")
    answer.content_length = export.size
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _content(files: FileStore, digests: Any) -> Iterator[bytes]:
    for digest in digests:
        with files.open(digest) as file:
            yield file.read()


def _broken(digest: str) -> None:
    broken = Broken("file.gone", "The file %(digest)s is gone.", digest=digest)
    with unit_of_work(CLOCK) as work:
        mending.note(work, None, broken, {"file": digest})
    raise broken
