"""Returning a task: where to, what will happen, and the deed; taking back what one has done."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import status_of
from app.i18n import told
from app.pages import posted
from app.pages.staff.task import desk, returns
from app.pages.staff.task.desk import Sent
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.desk import tasks
from app.unit_of_work import look
from app.usecases.tasks import retracting, returning
from app.usecases.tasks.returning import Wish
from engine.change import Return
from engine.errors import Conflict, Fault, Invalid, NotAllowed

blueprint = Blueprint("returning", __name__)


@blueprint.get("/tasks/<task_id>/return")
@may_come(STAFF)
def show(task_id: str) -> ResponseReturnValue:
    """Show where a task can go back to, and what would come of the choice in the address."""
    try:
        return _page(task_id, request.args)
    except (Conflict, NotAllowed) as refusal:
        return desk.page(task_id, Sent({}, refused=told(refusal))), status_of(refusal)


@blueprint.post("/tasks/<task_id>/return")
@may_come(STAFF)
def send_back(task_id: str) -> ResponseReturnValue:
    """Return a task: 403 not yours, 409 done already or nobody returns there, 422 no reason."""
    siblings, _, then = posted.text("way").partition("-")
    chosen = returns.way(siblings, then)
    wish = Wish(Return((posted.text("to"),), *chosen), posted.text("reason"))
    try:
        with deed(signed_in(), task=task_id) as work:
            case = returning.return_task(work, task_id, wish)
    except Invalid as refusal:
        return _page(task_id, request.form, refusal.faults), 422
    except (Conflict, NotAllowed) as refusal:
        return desk.page(task_id, Sent({}, refused=told(refusal))), status_of(refusal)
    said = gettext("%(case)s has gone back; those concerned have been told.", case=case.number)
    flash(said, "success")
    return redirect(url_for("pages.inbox.show"))


@blueprint.post("/tasks/<task_id>/retraction")
@may_come(STAFF)
def retract(task_id: str) -> ResponseReturnValue:
    """Take back what one has done: 403 a colleague's, 409 somebody has begun what came of it."""
    try:
        with deed(signed_in(), task=task_id) as work:
            case = retracting.retract_task(work, task_id)
    except (Conflict, NotAllowed) as refusal:
        return desk.page(task_id, Sent({}, refused=told(refusal))), status_of(refusal)
    flash(gettext("Your answer is taken back; the task is with you again."), "success")
    with look(signed_in()) as work:
        again = retracting.opened_again(work, task_id, case)
    return redirect(url_for("pages.tasks.show", task_id=again.id))


def _page(task_id: str, sent: Mapping[str, str], faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        shown = returns.choices(work, task, case, sent)
        return render_template("return.html", task=task, case=case, faults=faults, **shown)
