"""Remarks: made on a case or beside a task, shown on both."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.pages import posted
from app.pages.staff.case import dossier
from app.pages.staff.naming import names
from app.permissions import STAFF, may_come
from app.shapes.case import receiving
from app.signin import signed_in
from app.storage.case import cases
from app.unit_of_work import look
from app.usecases import remarking
from app.usecases.remarking import Wish
from engine.errors import Invalid

blueprint = Blueprint("remarks", __name__)
blueprint.url_value_preprocessor(receiving.roomy)


@blueprint.get("/cases/<number>/remarks/colleagues")
@may_come(STAFF)
def colleagues(number: str) -> ResponseReturnValue:
    """Offer whom a remark may mention, while its writer types after “@”."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        found = remarking.colleagues(work, case, request.args.get("q", "")[:60])
        return render_template("colleagues.html", colleagues=found, names=names(work))


@blueprint.post("/cases/<number>/remarks")
@may_come(STAFF)
def make(number: str) -> ResponseReturnValue:
    """Note something on a case: 403 one may only read it, 422 all faults."""
    typed: dict[str, Any] = {name: posted.text(name) for name in ("text", "visible")}
    about = request.form.getlist("materials")
    with look(signed_in()) as work:
        cases.seen(work.session, number, work.actor)  # for others no bytes are taken in
    try:
        with receiving.received("files") as files, deed(signed_in(), case=number) as work:
            wish = Wish(typed["text"], bool(typed["visible"]), about, files)
            remarking.make(work, number, wish)
    except Invalid as refusal:
        return dossier.page(number, refusal.faults, "remark", typed | {"materials": about}), 422
    flash(gettext("The remark is noted."), "success")
    if task_id := request.form.get("back"):
        return redirect(url_for("pages.tasks.show", task_id=task_id, _anchor="remarks"))
    return redirect(url_for("pages.cases.show", number=number, _anchor="remarks"))
