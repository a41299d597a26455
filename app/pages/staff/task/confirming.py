"""An opinion on materials that were replaced since: it stands, or is given anew."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import status_of
from app.i18n import told
from app.pages.staff.task import desk
from app.pages.staff.task.desk import Sent
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.desk.tasks import Task
from app.usecases.tasks import confirming
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed

blueprint = Blueprint("confirming", __name__)


@blueprint.post("/tasks/<task_id>/confirm-opinion")
@may_come(STAFF)
def confirm(task_id: str) -> ResponseReturnValue:
    """Let an opinion stand: 403 not yours, 409 it saw the newest materials, or decided."""
    said = gettext("The opinion stands for the materials as they are now.")
    return _done(task_id, confirming.confirm_opinion, said)


@blueprint.post("/tasks/<task_id>/opinion-anew")
@may_come(STAFF)
def anew(task_id: str) -> ResponseReturnValue:
    """Let a department be asked again: 403 not yours, 409 nothing was replaced, or decided."""
    said = gettext("Your department is asked again; the task is in its inbox.")
    return _done(task_id, confirming.give_anew, said)


def _done(task_id: str, act: Callable[[Work, str], Task], said: str) -> ResponseReturnValue:
    try:
        with deed(signed_in(), task=task_id) as work:
            act(work, task_id)
    except (Conflict, NotAllowed) as refusal:
        return desk.page(task_id, Sent({}, refused=told(refusal))), status_of(refusal)
    flash(said, "success")
    return redirect(url_for("pages.tasks.show", task_id=task_id))
