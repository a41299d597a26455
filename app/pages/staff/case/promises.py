"""Materials that follow an acceptance: promised at the page of a case, or put off once."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import faults_of, status_of
from app.pages import posted
from app.pages.staff.case import dossier
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.usecases.cases import promising, putting_off
from app.usecases.cases.putting_off import Longer
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid

blueprint = Blueprint("promises", __name__)

NO_DAY = Fault("until", "promise.no_date", "Please choose a day.")
NO_MATERIAL = Fault("material", "promise.no_material", "Please choose a material.")


@blueprint.post("/cases/<number>/promises")
@may_come(STAFF)
def promise(number: str) -> ResponseReturnValue:
    """Take a promise: 403 neither window nor lead, 409 decided or never here, 422 all faults."""
    code, until = posted.text("material"), _day()
    missing = [*([] if code else [NO_MATERIAL]), *([] if until else [NO_DAY])]

    def act(work: Work) -> None:
        promising.promise(work, number, {code: until} if until else {})

    return _done(number, "promise", act, missing)


@blueprint.post("/cases/<number>/promises/<code>/putting-off")
@may_come(STAFF)
def put_off(number: str, code: str) -> ResponseReturnValue:
    """Let it follow later: 404 not promised, 409 put off before, 422 all faults."""
    until, reason = _day(), posted.text("reason")

    def act(work: Work) -> None:
        putting_off.put_off(work, number, code, Longer(until or date.min, reason))

    return _done(number, f"put-off-{code}", act, [] if until else [NO_DAY])


def _done(
    number: str, dialog: str, act: Callable[[Work], None], missing: list[Fault]
) -> ResponseReturnValue:
    try:
        if missing:
            raise Invalid("promise.invalid", "This cannot be promised.", missing)
        with deed(signed_in(), case=number) as work:
            act(work)
    except (Invalid, Conflict) as refusal:
        faults = [*map(_placed, faults_of(refusal))]
        return dossier.page(number, faults, dialog, request.form), status_of(refusal)
    flash(gettext("It is promised; print the paper and have it signed."), "success")
    return redirect(url_for("pages.cases.show", number=number))


def _placed(fault: Fault) -> Fault:
    """Return a fault at the field of the dialog that it is about."""
    if fault.place.startswith("promises"):
        return Fault("until", fault.code, fault.message, fault.params)
    return fault


def _day() -> date | None:
    try:
        return date.fromisoformat(posted.text("until"))
    except ValueError:
        return None
