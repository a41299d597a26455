"""Incidents: where a case could not go on by itself, for administrators to work off."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import EXCLUDE

from app.i18n import told
from app.pages import posted
from app.permissions import may_come
from app.shapes.paging import Page, page
from app.shapes.post.incidents import seen
from app.signin import signed_in
from app.storage.post import incidents
from app.unit_of_work import look, unit_of_work
from app.usecases.keeping import mending
from engine.errors import Conflict, Invalid

blueprint = Blueprint("incidents", __name__)


@blueprint.get("/incidents", endpoint="list")
@may_come("administrator")
def listed() -> ResponseReturnValue:
    """List incidents, newest first; only the open ones unless asked otherwise."""
    wanted = Page(unknown=EXCLUDE).load(request.args.to_dict())
    every, after = bool(request.args.get("all")), wanted["after"]
    with look(signed_in()) as work:
        last = after[0] if after else None
        rows = incidents.listed(work.session, not every, wanted["limit"] + 1, last)
        found = seen(work, rows)
    shown = page(found, wanted["limit"], lambda one: [one.incident.id])
    here: dict[str, Any] = {"all": 1} if every else {}
    return render_template(
        "incidents.html",
        rows=shown.items,
        all=every,
        sees_all=signed_in().sees_all,
        next=url_for("pages.incidents.list", **here, after=shown.next) if shown.next else None,
        first=url_for("pages.incidents.list", **here) if after else None,
    )


@blueprint.post("/incidents/<int(max=2147483647):incident_id>/retry")
@may_come("administrator")
def retry(incident_id: int) -> ResponseReturnValue:
    """Let what failed be tried again: 404 unknown; closed already is told."""
    try:
        with unit_of_work(signed_in()) as work:
            mending.retry(work, incident_id)
    except Conflict as refusal:
        flash(told(refusal), "warning")
    else:
        flash(gettext("What failed is tried again with the next tick of the clock."), "success")
    return redirect(url_for("pages.incidents.list"))


@blueprint.post("/incidents/<int(max=2147483647):incident_id>/skip")
@may_come("administrator")
def skip(incident_id: int) -> ResponseReturnValue:
    """Close an incident without trying again: 404 unknown; a missing reason is told."""
    try:
        with unit_of_work(signed_in()) as work:
            mending.skip(work, incident_id, posted.text("reason"))
    except (Conflict, Invalid) as refusal:
        flash(told(refusal), "warning")
    else:
        flash(gettext("The incident is closed."), "success")
    return redirect(url_for("pages.incidents.list"))
