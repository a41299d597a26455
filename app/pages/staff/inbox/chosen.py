"""Tasks chosen in the inbox: one deed on all of them, and what came of each."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.pages import posted
from app.pages.staff.inbox import export as chosen_export
from app.permissions import STAFF, may_come
from app.shapes.desk.bulk import ManyTasks, act_of, outcome
from app.shapes.paging import MOST
from app.signin import signed_in
from app.storage.desk import tasks
from app.unit_of_work import look

blueprint = Blueprint("chosen", __name__)


@blueprint.post("/inbox/chosen")
@may_come(STAFF)
def act() -> ResponseReturnValue:
    """Do one deed on every chosen task and tell what came of each: 422 more than a hundred."""
    back = _back()
    if not request.form.getlist("tasks"):
        flash(gettext("Choose at least one task first."), "warning")
        return redirect(back)
    chosen = request.form.getlist("tasks")
    if posted.text("deed") == "export":
        return _taken_along(chosen)
    said: dict[str, Any] = ManyTasks().load(
        {name: posted.text(name) for name in ("deed", "reason")}
        | {"tasks": chosen, "among": [one for one in request.form.getlist("among") if one]}
    )
    each = clock.on_each(signed_in(), act_of(said), said["tasks"])
    outcomes = [outcome(one) for one in each]
    with look(signed_in()) as work:
        seen = tasks.seen_of(work.session, said["tasks"], work.actor)
        rows = [{**one, "about": seen.get(one["task"])} for one in outcomes]
        return render_template("chosen.html", deed=said["deed"], rows=rows, back=back)


def _taken_along(chosen: list[str]) -> ResponseReturnValue:
    """Give the chosen rows as CSV; a page of the inbox never has more than fit a request."""
    with look(signed_in()) as work:
        text = "".join(chosen_export.lines(work, chosen[:MOST]))
        name = f"tasks-{work.now:%Y%m%d-%H%M}.csv"
    answer = Response(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _back() -> str:
    """Return the list one came from: a part of the inbox, or of the load of a department."""
    inbox, said = url_for("pages.inbox.show"), posted.text("back")
    lists = (f"{inbox}?", f"{url_for('pages.loads.tasks')}?")
    return said if said.startswith(lists) else inbox
