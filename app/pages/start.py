"""The first page: everybody is led to where their work is."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.permissions import ANYBODY, may_come
from app.signin import NOBODY, perhaps_signed_in
from app.storage.office import items
from app.unit_of_work import look

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@may_come(ANYBODY)
def home() -> ResponseReturnValue:
    """Lead staff to their inbox, a party to its case, and show everybody else the way in."""
    actor = perhaps_signed_in()
    if actor is not None and actor.case is not None:
        return redirect(url_for("pages.status.show", number=actor.case))
    if actor is not None:
        return redirect(url_for("pages.inbox.show"))
    with look(NOBODY) as work:
        return render_template("applicant/start.html", items=items.published(work.session))
