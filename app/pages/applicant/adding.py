"""The party hands in files, with an answer or by themselves."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.files import Received
from app.i18n import told
from app.pages import posted
from app.pages.applicant.party import party_of
from app.pages.applicant.status import blueprint
from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.storage.case import cases, materials
from app.usecases.cases import collecting
from app.usecases.work import Work
from engine.errors import Fault
from engine.people import Actor


@blueprint.post("/status/<number>/materials")
@may_come(ANYBODY)
@limiter.limit("20 per minute")
def add(number: str) -> ResponseReturnValue:
    """Hand in files that may follow later."""
    actor = party_of(number)
    for fault in (faults := add_files(actor, number)):
        flash(told(fault), "error")
    if not faults:
        flash(gettext("The files have been received."), "success")
    return redirect(url_for("pages.status.show", number=number))


def add_files(actor: Actor, number: str) -> list[Fault]:
    """Add the posted files to a case; the only file of a material is replaced by its successor."""

    def keep(code: str, file: Received) -> None:
        with deed(actor, case=number) as work:
            collecting.add(work, number, file, code, _predecessor(work, number, code))

    return posted.files(keep)


def _predecessor(work: Work, number: str, code: str) -> str | None:
    case = cases.seen(work.session, number, work.actor)
    before = [
        one
        for one in materials.of_case(work.session, case.id)
        if one.code == code and not one.replaced
    ]
    return before[0].id if len(before) == 1 else None
