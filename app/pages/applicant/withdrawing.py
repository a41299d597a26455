"""The party takes its application back."""

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.pages import posted
from app.pages.applicant.party import back_from, party_of
from app.pages.applicant.status import blueprint, shown
from app.permissions import ANYBODY, may_come
from app.storage.case import cases
from app.unit_of_work import look
from app.usecases.cases import withdrawing
from engine.errors import Fault

LONGEST = 2000


@blueprint.post("/status/<number>/withdrawal")
@may_come(ANYBODY)
def withdraw(number: str) -> ResponseReturnValue:
    """Withdraw the application: 409 decided already, 422 no reason or not confirmed."""
    actor = party_of(number)
    if faults := _faults():
        with look(actor) as work:
            case = cases.seen(work.session, number, actor)
            return render_template("applicant/status.html", **shown(work, case, faults)), 422
    with deed(actor, case=number) as work:
        case = withdrawing.withdraw(work, number, posted.text("reason")[:LONGEST])
    flash(gettext("The application is withdrawn."), "success")
    return redirect(back_from(actor, case))


def _faults() -> list[Fault]:
    faults = []
    if not posted.text("reason"):
        faults.append(Fault("reason", "answers.required", "This answer is required."))
    if "sure" not in request.form:
        message = "Confirm that the case is to end."
        faults.append(Fault("sure", "withdrawal.not_confirmed", message))
    return faults
