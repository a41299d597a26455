"""Jobs: what machines are asked to do, what came to nothing, and a result given by hand."""

from typing import Any

import orjson
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import ValidationError

from app.clock import deed
from app.i18n import told
from app.pages import posted
from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.permissions import may_come
from app.shapes.paging import page
from app.shapes.post.jobs import STATES, JobsWanted, error_of, key_of
from app.signin import signed_in
from app.storage.post import jobs as stored
from app.storage.post.jobs import UNFINISHED
from app.unit_of_work import look, the_parts
from app.usecases.jobs import finishing
from engine.errors import Conflict, Invalid


@blueprint.get("/admin/jobs")
@may_come(ADMINISTRATOR)
def jobs() -> ResponseReturnValue:
    """List the jobs in one state, or all that are waited for, newest first."""
    state = request.args.get("state") if request.args.get("state") in STATES else None
    here: dict[str, Any] = {"state": state} if state else {}
    wanted = _wanted(here)
    with look(signed_in()) as work:
        rows = stored.listed(work.session, wanted["states"], wanted["limit"] + 1, wanted["after"])
    shown, types = page(rows, wanted["limit"], key_of), the_parts().job_types.types
    return render_template(
        "admin/jobs.html",
        rows=[
            {
                "job": job,
                "label": types[job.type].label if job.type in types else job.type,
                "error": error_of(job),
                "waits": job.state in UNFINISHED,
            }
            for job in shown.items
        ],
        state=state,
        states=STATES,
        sees_all=signed_in().sees_all,
        next=url_for("pages.admin.jobs", **here, after=shown.next) if shown.next else None,
        first=url_for("pages.admin.jobs", **here) if wanted["after"] else None,
    )


@blueprint.post("/admin/jobs/<job_id>/result")
@may_come(ADMINISTRATOR)
def give_result(job_id: str) -> ResponseReturnValue:
    """Give a result by hand: 404 unknown; what is wrong with it is told."""
    with look(signed_in()) as work:
        number = stored.get(work.session, job_id).case_number
    try:
        result = _result()
        with deed(signed_in(), case=number) as work:
            finishing.give(work, job_id, result, posted.text("reason"))
    except (Conflict, Invalid) as refusal:
        faults = refusal.faults if isinstance(refusal, Invalid) else ()
        flash(" ".join([told(refusal), *map(told, faults)]), "warning")
    else:
        flash(gettext("The case goes on with this result."), "success")
    return redirect(url_for("pages.admin.jobs"))


def _wanted(here: dict[str, Any]) -> dict[str, Any]:
    """Return the page asked for; the first where the address was changed by hand."""
    asked = {name: request.args[name] for name in ("after",) if name in request.args}
    try:
        return dict(JobsWanted().load(here | asked))
    except ValidationError:
        return dict(JobsWanted().load(here))


def _result() -> dict[str, Any]:
    """Return the result that was posted as JSON.

    :raises Invalid: it is no JSON object.
    """
    try:
        result = orjson.loads(posted.text("result").strip() or "{}")
    except orjson.JSONDecodeError:
        result = None
    if not isinstance(result, dict):
        raise Invalid("job.not_json", "The result must be a JSON object, like {“found”: true}.")
    return result
