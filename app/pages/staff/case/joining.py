"""The lead adds a department to a running co-approval, or drops one."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import faults_of, status_of
from app.pages import posted
from app.pages.staff.case import dossier
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.case.cases import Case
from app.usecases import joining
from app.usecases.joining import Wish
from app.usecases.work import Work
from engine.errors import Conflict, Invalid

blueprint = Blueprint("joining", __name__)


@blueprint.post("/cases/<number>/departments")
@may_come(STAFF)
def add(number: str) -> ResponseReturnValue:
    """Ask one more department: 409 not open or asked already, 422 all faults."""
    said = gettext("The department is asked and has been told.")
    return _done(number, "add", said, lambda work, wish: joining.add_department(work, number, wish))


@blueprint.post("/cases/<number>/departments/drop")
@may_come(STAFF)
def drop(number: str) -> ResponseReturnValue:
    """Ask a department no more: 409 answered or the only one, 422 all faults."""
    said = gettext("The department is no longer asked and has been told.")
    return _done(
        number, "drop", said, lambda work, wish: joining.drop_department(work, number, wish)
    )


def _done(
    number: str, dialog: str, said: str, act: Callable[[Work, Wish], Case]
) -> ResponseReturnValue:
    limit = posted.text("working_days")
    wish = Wish(posted.text("step"), posted.text("department"), posted.text("reason"), days(limit))
    asked = f"{dialog}-{wish.step}"
    sent = {"step": wish.step, "department": wish.department, "reason": wish.reason}
    sent["working_days"] = limit
    try:
        with deed(signed_in(), case=number) as work:
            act(work, wish)
    except (Invalid, Conflict) as refusal:
        return dossier.page(number, faults_of(refusal), asked, sent), status_of(refusal)
    flash(said, "success")
    return redirect(url_for("pages.cases.show", number=number))


def days(said: str) -> int | None:
    """Return how many days were written; what is no number is as wrong as none at all."""
    if not said:
        return None
    return int(said) if said.isdecimal() and len(said) < 6 else 0
