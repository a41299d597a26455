"""Exports: lists asked for as a file, made outside of the request."""

from typing import Any

from flask import Response

from app.api.doing import Thing, done
from app.api.resource import FILE, KEYED, Resource
from app.i18n import chosen
from app.permissions import STAFF, may_come
from app.shapes.paging import TextPage, list_of, page_of_all
from app.shapes.post import exports as shapes
from app.shapes.post.exports import ExportAsked, ExportView, SeenExport, filter_of, seen_export
from app.signin import signed_in
from app.storage.desk.asking import person_id_of
from app.storage.post import exports
from app.storage.post.exports import Export
from app.unit_of_work import look
from app.usecases.exporting import asking
from app.usecases.exporting.asking import Asked

blueprint = Resource("exports", "/exports", "Lists asked for as a file.")

EXPORT: Thing[Export] = Thing(
    name=lambda export: export.id,
    find=lambda work, name: exports.own(work.session, person_id_of(work.actor), name),
    show=lambda work, export: seen_export(export, work.now),
)


@blueprint.post("")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(ExportAsked)
@blueprint.response(202, ExportView)
def ask(sent: dict[str, Any]) -> Any:
    """Ask for a list as a file: 409 one waits for too many, 422 the list knows no such filter."""
    asked = Asked(sent["what"], filter_of(sent["what"], sent["filter"]), chosen())
    return done(EXPORT, lambda work: (asking.ask(work, asked), 202))


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(ExportView))
def listed(wanted: dict[str, Any]) -> Any:
    """List what one asked for, newest first."""
    with look(signed_in()) as work:
        rows = exports.listed(work.session, person_id_of(work.actor))
        seen = [seen_export(row, work.now) for row in rows]
    return page_of_all(seen, wanted, lambda one: one.export.id)


@blueprint.get("/<export_id>")
@may_come(STAFF)
@blueprint.response(200, ExportView)
def show(export_id: str) -> SeenExport:
    """Tell how far a file of one's own is: 404 for everybody else."""
    with look(signed_in()) as work:
        found: SeenExport = EXPORT.show(work, EXPORT.find(work, export_id))
    return found


@blueprint.get("/<export_id>/content")
@may_come(STAFF)
@blueprint.response(200, FILE, content_type="text/csv")
def content(export_id: str) -> Response:
    """Download a file of one's own: 404 for everybody else, 409 not made yet, 410 expired."""
    return shapes.download(export_id)
