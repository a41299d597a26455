"""What one asked for as a file: asking, waiting, fetching."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.i18n import chosen
from app.pages.staff.lists.tables import TABLES
from app.permissions import STAFF, may_come
from app.shapes.post import exports as shapes
from app.shapes.post.exports import filter_of, seen_export
from app.signin import signed_in
from app.storage.desk.asking import person_id_of
from app.storage.post import exports
from app.storage.post.exports import Export
from app.unit_of_work import look, unit_of_work
from app.usecases.exporting import asking
from app.usecases.exporting.asking import Asked
from app.usecases.exporting.tables import Sent
from app.usecases.work import Work
from engine.errors import NotFound

blueprint = Blueprint("exports", __name__)


@blueprint.get("/exports", endpoint="list")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """List what one asked for, and offer the list that the address names."""
    with look(signed_in()) as work:
        rows = exports.listed(work.session, person_id_of(work.actor))
        seen = [vars(seen_export(row, work.now)) | {"said": _said(work, row)} for row in rows]
        offer = _offer(work, request.args.get("what", ""), _sent(request.args.to_dict()))
    return render_template(
        "exports.html",
        rows=seen,
        offered=offer,
        most=current_app.config["EXPORT_ROWS"],
        days=current_app.config["EXPORT_DAYS"],
    )


@blueprint.post("/exports")
@may_come(STAFF)
def ask() -> ResponseReturnValue:
    """Ask for a list as a file: 404 no such list, 409 one waits for too many, 422 wrong filter."""
    what = request.form.get("what", "")
    if what not in TABLES:
        raise NotFound("export.no_list", "There is no such list.")
    asked = Asked(what, filter_of(what, _sent(request.form.to_dict())), chosen())
    with unit_of_work(signed_in()) as work:
        asking.ask(work, asked)
    flash(gettext("The file is being made. You are told here when it is ready."), "success")
    return redirect(url_for("pages.exports.list"))


@blueprint.get("/exports/<export_id>/content")
@may_come(STAFF)
def content(export_id: str) -> Response:
    """Give a file of one's own: 404 none of theirs, 409 not made yet, 410 expired."""
    return shapes.download(export_id)


def _sent(said: dict[str, Any]) -> dict[str, str]:
    return {
        name: value.strip()
        for name, value in said.items()
        if name not in ("what", "csrf_token") and value.strip()
    }


def _said(work: Work, export: Export) -> str:
    return TABLES[export.what].said(work, export.filter)


def _offer(work: Work, what: str, sent: Sent) -> dict[str, Any] | None:
    if what not in TABLES:
        return None
    return {"what": what, "sent": sent, "said": TABLES[what].said(work, sent)}
