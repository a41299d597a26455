"""Coordination on screen: the list, and the deeds on the page of the case."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import EXCLUDE

from app.clock import deed
from app.errors import faults_of, status_of
from app.pages import posted
from app.pages.staff.case import dossier
from app.pages.staff.meetings.ladders import shown
from app.pages.staff.naming import names
from app.permissions import STAFF, may_come
from app.shapes.joint.coordinations import CoordinationsWanted
from app.shapes.paging import page
from app.signin import signed_in
from app.storage.joint import coordinations
from app.storage.joint.coordinations import Wanted
from app.unit_of_work import look
from app.usecases.coordinating import beginning, deciding
from app.usecases.coordinating.beginning import Wish
from app.usecases.coordinating.deciding import Result, Rise
from app.usecases.work import Work
from engine.errors import Conflict, Invalid

blueprint = Blueprint("coordinating", __name__)

ONE = "/cases/<number>/coordinations/<int(max=2147483647):coordination_id>"


@blueprint.get("/coordinations", endpoint="list")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """List coordinations, the newest first."""
    said = {name: value for name, value in request.args.items() if value}
    sent: dict[str, Any] = CoordinationsWanted(unknown=EXCLUDE).load(said)
    here = {"scope": sent["scope"], "over": "true" if sent["over"] else "false"}
    after = sent["after"][0] if sent["after"] else None
    wanted = Wanted(sent["scope"], sent["over"], after, sent["limit"])
    with look(signed_in()) as work:
        rows = coordinations.listed(work.session, work.actor, wanted)
        part = page(shown(work, rows, names(work)), sent["limit"], lambda one: [one.row.id])
        return render_template(
            "coordinations.html",
            scope=sent["scope"],
            over=sent["over"],
            rows=part.items,
            next=url_for("pages.coordinating.list", **here, after=part.next) if part.next else None,
            first=url_for("pages.coordinating.list", **here) if sent["after"] else None,
        )


@blueprint.post("/cases/<number>/coordinations")
@may_come(STAFF)
def begin(number: str) -> ResponseReturnValue:
    """Hand a conflict to coordination: 403 not the lead, 409 decided or open, 422 all faults."""
    wish = Wish(posted.text("topic"), request.form.getlist("departments"))
    told = gettext("The conflict is being coordinated; those concerned have been told.")
    return _done(number, ("coordinate", told), lambda work: beginning.begin(work, number, wish))


@blueprint.post(f"{ONE}/settlement")
@may_come(STAFF)
def settle(number: str, coordination_id: int) -> ResponseReturnValue:
    """Record what it came to: 403 somebody else decides, 409 over or moved, 422 all faults."""
    result = Result(posted.text("rung"), posted.text("outcome"), posted.text("words"))
    told = gettext("The coordination is settled; those concerned have been told.")
    return _done(
        number,
        ("settle", told),
        lambda work: deciding.settle(work, number, coordination_id, result),
    )


@blueprint.post(f"{ONE}/raise")
@may_come(STAFF)
def send_up(number: str, coordination_id: int) -> ResponseReturnValue:
    """Send it one rung up: 403 neither decides nor coordinates, 409 over, moved or at the top."""
    rise = Rise(posted.text("rung"), posted.text("reason"))
    told = gettext("The coordination stands one rung higher; those concerned have been told.")
    return _done(
        number, ("raise", told), lambda work: deciding.send_up(work, number, coordination_id, rise)
    )


def _done(
    number: str, asked: tuple[str, str], act: Callable[[Work], object]
) -> ResponseReturnValue:
    dialog, told = asked
    try:
        with deed(signed_in(), case=number) as work:
            act(work)
    except (Invalid, Conflict) as refusal:
        return dossier.page(number, faults_of(refusal), dialog, request.form), status_of(refusal)
    flash(told, "success")
    return redirect(url_for("pages.cases.show", number=number))
