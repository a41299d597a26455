"""Passing a case on to be read: who has copies, who gets one, and the copies one has oneself."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import EXCLUDE

from app.clock import deed
from app.pages import posted
from app.pages.staff.case import addressees
from app.pages.staff.naming import Names, names
from app.permissions import STAFF, may_come
from app.shapes.desk.copies import CopiesWanted, SeenCopy, seen_copies
from app.shapes.desk.inbox import ends_within
from app.shapes.paging import page
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.desk import copy_lists, inbox
from app.unit_of_work import look
from app.usecases import copying
from app.usecases.copying import Wish
from app.usecases.work import Work
from engine.errors import Fault, Invalid

blueprint = Blueprint("copies", __name__)


@blueprint.get("/cases/<number>/copies")
@may_come(STAFF)
def show(number: str) -> ResponseReturnValue:
    """Show who has copies of a case and who may get one: 404 unknown or not visible."""
    return _page(number, (), "", ())


@blueprint.post("/cases/<number>/copies")
@may_come(STAFF)
def send(number: str) -> ResponseReturnValue:
    """Let others read a case: 403 one may only read it oneself, 422 nobody chosen."""
    chosen, note = request.form.getlist("to"), posted.text("note")
    try:
        with deed(signed_in(), case=number) as work:
            copying.send(work, number, Wish([*map(addressees.receiver, chosen)], note))
    except Invalid as refusal:
        return _page(number, chosen, note, refusal.faults), 422
    flash(gettext("The case was passed on; its readers have been told."), "success")
    return redirect(url_for("pages.copies.show", number=number))


@blueprint.post("/cases/<number>/copies/<int(max=2147483647):copy_id>/revoke")
@may_come(STAFF)
def revoke(number: str, copy_id: int) -> ResponseReturnValue:
    """Take a copy back: 403 neither sent by them nor theirs to lead, 409 taken back already."""
    with deed(signed_in(), case=number) as work:
        copying.revoke(work, number, copy_id)
    flash(gettext("The copy was taken back."), "success")
    return redirect(url_for("pages.copies.show", number=number))


@blueprint.post("/cases/<number>/copies/read")
@may_come(STAFF)
def read(number: str) -> ResponseReturnValue:
    """Note that one has read one's copies of a case; the page of the case says so by itself."""
    with deed(signed_in()) as work:
        copying.read(work, number)
    if "HX-Request" in request.headers:
        return "", 204
    return redirect(url_for("pages.cases.show", number=number))


@blueprint.get("/inbox/copies")
@may_come(STAFF)
def mine() -> ResponseReturnValue:
    """List what one has copies of, newest first."""
    wanted: dict[str, Any] = CopiesWanted(unknown=EXCLUDE).load(request.args.to_dict())
    after, only = wanted["after"], wanted["unread"]
    here: dict[str, Any] = {"unread": "true"} if only else {}
    with look(signed_in()) as work:
        found = copy_lists.listed(
            work.session, work.actor, only, after[0] if after else None, wanted["limit"]
        )
        counts = inbox.counts(work.session, work.actor, ends_within(work), work.now)
    shown = page(found, wanted["limit"], lambda row: [row[0].id])
    return render_template(
        "copied.html",
        rows=shown.items,
        counts_by_view=counts,
        here={},
        unread=only,
        next=url_for("pages.copies.mine", **here, after=shown.next) if shown.next else None,
        first=url_for("pages.copies.mine", **here) if after else None,
    )


def shown(work: Work, case: Case, office: Names) -> dict[str, Any]:
    """Return the copies of a case as its page shows them, and those its reader has not read."""
    own = copy_lists.of_case(work.session, work.actor, case.id)
    return {
        "copies": _copies(work, case, office),
        "to_read": [copy for copy, read_at in own if read_at is None],
        "may_copy": copying.may_send(work, case),
    }


def _page(number: str, chosen: Sequence[str], note: str, faults: Sequence[Fault]) -> str:
    with look(signed_in()) as work:
        case, office = cases.seen(work.session, number, work.actor), names(work)
        may = copying.may_send(work, case)
        return render_template(
            "copies.html",
            case=case,
            copies=_copies(work, case, office),
            may_copy=may,
            choices=addressees.choices(work, office) if may else [],
            chosen=chosen,
            note=note,
            faults=faults,
        )


def _copies(work: Work, case: Case, office: Names) -> list[dict[str, Any]]:
    return [
        {
            "row": one.copy,
            "who": _who(one, office),
            "readers": [(person.name, at) for person, at in one.readers],
            "single": one.receiver.person is not None,
            "revocable": copying.may_revoke(work, one.copy, case),
        }
        for one in seen_copies(work, case).copies
    ]


def _who(one: SeenCopy, office: Names) -> str:
    if one.name is not None:
        return one.name
    department, role = one.receiver.department, one.receiver.role
    return office.group(department, role) if role else office.department(department)
