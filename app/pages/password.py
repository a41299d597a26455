"""Changing one's password."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.pages.signin import blueprint
from app.permissions import STAFF, may_come
from app.protection import limiter
from app.signin import known, signed_in, token_of_request
from app.storage.desk.asking import person_id_of
from app.unit_of_work import unit_of_work
from app.usecases.people import entering
from engine.errors import Fault, Invalid

ALLOWED = {"pages.signin.password", "pages.signin.change", "pages.signin.out"}
"""Where one may go before choosing a password of one's own."""

NOT_THE_SAME = Fault("again", "password.not_the_same", "The two new passwords differ.")


@blueprint.get("/password")
@may_come(STAFF)
def password() -> ResponseReturnValue:
    """Ask for the old password and a new one."""
    return _page()


@blueprint.post("/password")
@may_come(STAFF)
@limiter.limit("10 per minute")
def change() -> ResponseReturnValue:
    """Change it: 422 with everything that is wrong; all other sign-ins of the person end."""
    new = request.form.get("new", "")
    faults = [] if new == request.form.get("again") else [NOT_THE_SAME]
    try:
        _change(new, faults)
    except Invalid as refusal:
        return _page([*refusal.faults, *faults]), 422
    flash(gettext("Your password is changed; other devices are signed out."), "success")
    return redirect(url_for("pages.start.home"))


def own_first() -> ResponseReturnValue | None:
    """Let nobody work with a password that somebody else gave them."""
    if request.endpoint in ALLOWED or not _must():
        return None
    return redirect(url_for("pages.signin.password"))


def _change(new: str, faults: list[Fault]) -> None:
    actor = signed_in()
    with unit_of_work(actor) as work:
        old = request.form.get("old", "")
        person = person_id_of(actor) or 0
        entering.change_password(work, person, old, new, token_of_request())
        if faults:
            raise Invalid("password.invalid", "The password was not changed.")


def _must() -> bool:
    found = known()
    return found is not None and found.must_change_password


def _page(faults: list[Fault] | None = None) -> str:
    return render_template("password.html", faults=faults or [], must=_must())
