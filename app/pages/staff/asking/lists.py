"""The questions that wait for one's departments, and those one has asked."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE

from app.pages.staff.asking import shown
from app.pages.staff.naming import names
from app.permissions import STAFF, may_come
from app.shapes.joint.questions import seen_questions
from app.shapes.paging import Page, page
from app.signin import signed_in
from app.storage.joint import questions
from app.unit_of_work import look

blueprint = Blueprint("asking", __name__)

ASKED_OF_US, ASKED_BY_ME = "to_answer", "asked"
LISTS = {ASKED_OF_US: questions.to_answer, ASKED_BY_ME: questions.asked_by}


@blueprint.get("/questions", endpoint="list")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """List what one's departments are asked and have not answered, or what one has asked."""
    view = request.args.get("view")
    view = view if view in LISTS else ASKED_OF_US
    wanted: dict[str, Any] = Page(unknown=EXCLUDE).load(
        {key: said for key, said in request.args.items() if key != "view"}
    )
    after = wanted["after"][0] if wanted["after"] else None
    with look(signed_in()) as work:
        rows = LISTS[view](work.session, work.actor, wanted["limit"], after)
        seen = page(seen_questions(work, rows), wanted["limit"], lambda one: [one.question.id])
        office = names(work)
        return render_template(
            "questions.html",
            view=view,
            rows=[shown.row(one, office) for one in seen.items],
            next=url_for("pages.asking.list", view=view, after=seen.next) if seen.next else None,
            first=url_for("pages.asking.list", view=view) if after else None,
        )
