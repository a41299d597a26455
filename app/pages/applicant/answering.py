"""The party answers what somebody who works on its case wants to know."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.i18n import told
from app.pages import posted
from app.pages.applicant.party import back_from, party_of
from app.pages.applicant.status import blueprint, shown
from app.permissions import ANYBODY, may_come
from app.protection import limiter
from app.storage.case import cases
from app.unit_of_work import look
from app.usecases.asking import closing
from engine.errors import Conflict, Invalid


@blueprint.post("/status/<number>/questions/<int(max=2147483647):question_id>")
@may_come(ANYBODY)
@limiter.limit("20 per minute")
def answer_question(number: str, question_id: int) -> ResponseReturnValue:
    """Answer a question of the office: 404 none of this case, 422 no words."""
    actor, words = party_of(number), posted.text("text")
    try:
        with deed(actor, case=number) as work:
            closing.answer(work, number, question_id, words)
    except Invalid as refusal:
        with look(actor) as work:
            case = cases.seen(work.session, number, actor)
            asked = {"id": question_id, "text": words, "faults": refusal.faults}
            page = render_template("applicant/status.html", **shown(work, case), unanswered=asked)
        return page, 422
    except Conflict as refusal:
        flash(told(refusal), "error")
    else:
        flash(gettext("Your answer has been received."), "success")
    with look(actor) as work:
        return redirect(back_from(actor, cases.seen(work.session, number, actor)))
