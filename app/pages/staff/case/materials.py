"""Files of a case: added by who takes part, looked at where a browser can show them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.i18n import told
from app.pages import posted
from app.pages.applicant.status import materials_of
from app.pages.showing import labelled
from app.permissions import SIGNED_IN, STAFF, may_come
from app.shapes.case import downloads, receiving
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case import materials as stored
from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.unit_of_work import look
from app.usecases.cases import collecting, material_rights
from app.usecases.work import Work
from engine.errors import Fault, Invalid

blueprint = Blueprint("materials", __name__)
blueprint.url_value_preprocessor(receiving.roomy)

MISSING = Fault("file", "material.missing", "Send exactly one file.")


@blueprint.post("/cases/<number>/materials")
@may_come(STAFF)
def add(number: str) -> ResponseReturnValue:
    """Add a file to a case: 403 only looking on, 409 ended; what is wrong with it is told."""
    with look(signed_in()) as work:
        cases.seen(work.session, number, work.actor)
    try:
        _add(number)
    except Invalid as refusal:
        for fault in refusal.faults:
            flash(told(fault), "error")
    else:
        flash(gettext("The files have been received."), "success")
    return redirect(url_for("pages.cases.show", number=number))


@blueprint.get("/cases/<number>/materials/<material_id>")
@may_come(SIGNED_IN)
def show(number: str, material_id: str) -> Response:
    """Show a PDF or an image in the browser; give any other file to be kept."""
    return downloads.material(number, material_id)


def listed(work: Work, case: Case) -> list[dict[str, Any]]:
    """Return what the item asks for, each with its files, and last what it does not ask for."""
    files = [one for one in readable(work, case) if one.code == collecting.OTHER]
    other = {"code": collecting.OTHER, "name": gettext("Other files"), "state": "complete"}
    return [*materials_of(work, case), *([{**other, "files": files}] if files else [])]


def readable(work: Work, case: Case) -> list[Material]:
    """Return the files of a case that are for the reader."""
    return material_rights.readable(work, case, stored.of_case(work.session, case.id))


def to_choose(listed: Sequence[Mapping[str, Any]]) -> list[tuple[Material, str]]:
    """Return the files there are, each with its name after what it was handed in as."""
    return [
        (file, f"{labelled(one, 'name')} · {file.name}")
        for one in listed
        for file in one["files"]
        if not file.replaced
    ]


def addable(
    work: Work, case: Case, listed: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str]] | None:
    """Return what a file may be added as; ``None`` where this actor adds none.

    :param listed: the list of materials as it stands.
    """
    if case.ended_at is not None or not collecting.may_add(work, case):
        return None
    asked = {
        one["code"]: labelled(one, "name") for one in listed if one["code"] != collecting.OTHER
    }
    codes = material_rights.sendable(work, case, [*asked])
    return [*((code, asked[code]) for code in codes), (collecting.OTHER, gettext("Other files"))]


def _add(number: str) -> None:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid("material.refused", "The file was not taken.", [MISSING])
    arriving = posted.store().receiving(sent.stream, sent.filename)
    with arriving as received, deed(signed_in(), case=number) as work:
        collecting.add(work, number, received, posted.text("code"))
