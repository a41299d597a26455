"""Where one is reached, and which notices one wants by e-mail and SMS."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.jobs.letters import carriers
from app.pages import posted
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.desk.asking import person_id_of
from app.storage.office import people
from app.unit_of_work import look, the_parts, unit_of_work
from app.usecases.letters.notice_file import CHANNELS
from app.usecases.letters.wishing import Wishes, wish
from engine.errors import Invalid

blueprint = Blueprint("wishes", __name__)


@blueprint.get("/wishes", endpoint="show")
@may_come(STAFF)
def show() -> ResponseReturnValue:
    """Show one's wishes, or what the office does where one has none."""
    return _page()


@blueprint.post("/wishes")
@may_come(STAFF)
def save() -> ResponseReturnValue:
    """Keep them: 422 with everything that is wrong."""
    actor = signed_in()
    sent = Wishes(posted.text("email").strip(), posted.text("phone").strip(), _posted())
    try:
        with unit_of_work(actor) as work:
            wish(work, person_id_of(actor) or 0, sent)
    except Invalid as refusal:
        return _page(sent, refusal), 422
    flash(gettext("Your wishes are saved."), "success")
    return redirect(url_for("pages.wishes.show"))


def _posted() -> dict[str, list[str]] | None:
    """Return the kinds by channel; one that is no way out keeps the office's habit."""
    if posted.text("as_office"):
        return None
    return {
        channel: request.form.getlist(f"by_{channel}")
        if channel in carriers()
        else [one.code for one in the_parts().notices.of_staff if channel in one.by]
        for channel in CHANNELS
    }


def _page(sent: Wishes | None = None, refusal: Invalid | None = None) -> str:
    actor = signed_in()
    with look(actor) as work:
        person = people.get(work.session, person_id_of(actor) or 0)
    wishes, rules = person.wishes if sent is None else sent.by, the_parts().notices
    rows: list[dict[str, Any]] = [
        {"kind": one, "by": rules.wanted(wishes, one.code)} for one in rules.of_staff
    ]
    return render_template(
        "wishes.html",
        rows=rows,
        channels=[channel for channel in CHANNELS if channel in carriers()],
        email=person.email if sent is None else sent.email,
        phone=person.phone if sent is None else sent.phone,
        own=wishes is not None,
        faults=refusal.faults if refusal else [],
    )
