"""Letters: notices that leave the house by e-mail and SMS, and what came to nothing."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, ValidationError

from app.jobs.letters import carriers
from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.permissions import may_come
from app.shapes.letters import UNFINISHED, LettersWanted, error_of
from app.shapes.paging import page
from app.signin import signed_in
from app.storage import letters as stored
from app.storage import notices, people
from app.unit_of_work import look
from app.usecases.letters.habits import habits


@blueprint.get("/admin/letters")
@may_come(ADMINISTRATOR)
def letters() -> ResponseReturnValue:
    """List the letters in one state, or all that have not left, newest first."""
    wanted = _wanted()
    here = {"state": wanted["state"]} if wanted["state"] else {}
    after = wanted["after"][0] if wanted["after"] else None
    states = (wanted["state"],) if wanted["state"] else UNFINISHED
    with look(signed_in()) as work:
        rows = stored.listed(work.session, states, wanted["limit"], after)
        kinds = notices.kinds(work.session, [row.notice_id for row in rows])
        known = people.by_id(work.session, {row.person_id for row in rows if row.person_id})
    shown = page(rows, wanted["limit"], lambda row: [row.id])
    return render_template(
        "admin/letters.html",
        rows=[
            {
                "letter": row,
                "kind": habits().get(kinds[row.notice_id]),
                "to": known[row.person_id].name if row.person_id else None,
                "error": error_of(row),
            }
            for row in shown.items
        ],
        state=wanted["state"],
        states=stored.STATES,
        channels=list(carriers()),
        sees_all=signed_in().sees_all,
        next=url_for("pages.admin.letters", **here, after=shown.next) if shown.next else None,
        first=url_for("pages.admin.letters", **here) if after else None,
    )


def _wanted() -> dict[str, Any]:
    """Return the page asked for; the first of all where the address was changed by hand."""
    try:
        return dict(LettersWanted(unknown=EXCLUDE).load(request.args.to_dict()))
    except ValidationError:
        return dict(LettersWanted().load({}))
