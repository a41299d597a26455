"""Handing tasks to colleagues from the page of a task."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import EXCLUDE

from app.clock import deed
from app.errors import status_of
from app.i18n import told
from app.pages import posted
from app.pages.staff.task import desk
from app.pages.staff.task.desk import Sent
from app.permissions import STAFF, may_come
from app.shapes.desk.tasks import Snoozed
from app.signin import signed_in
from app.storage.desk import tasks
from app.storage.desk.tasks import Task
from app.unit_of_work import look
from app.usecases import handing
from app.usecases.handing import Wish
from app.usecases.tasks import snoozing, urging
from app.usecases.work import Work
from engine.errors import Conflict, Invalid, NotAllowed

blueprint = Blueprint("handing", __name__)


@blueprint.post("/tasks/<task_id>/assign")
@may_come(STAFF)
def assign(task_id: str) -> ResponseReturnValue:
    """Give a task to somebody: 403 no role that assigns, 409 done, 422 all faults."""
    said = gettext("The task was given to your colleague, who has been told.")
    wish = _wish()
    return _handed(task_id, "assign", said, lambda work: handing.assign(work, task_id, wish))


@blueprint.post("/tasks/<task_id>/transfer")
@may_come(STAFF)
def transfer(task_id: str) -> ResponseReturnValue:
    """Pass a task on: 403 a colleague's or delegated, 409 done, 422 all faults."""
    said = gettext("The task was passed on to your colleague, who has been told.")
    wish = _wish()
    return _handed(task_id, "transfer", said, lambda work: handing.transfer(work, task_id, wish))


@blueprint.post("/tasks/<task_id>/delegate")
@may_come(STAFF)
def delegate(task_id: str) -> ResponseReturnValue:
    """Let a colleague prepare the answer: 403 a colleague's, 409 done, 422 all faults."""
    said = gettext("Your colleague prepares the answer; it comes back to you to be confirmed.")
    wish = _wish()
    return _handed(task_id, "delegate", said, lambda work: handing.delegate(work, task_id, wish))


@blueprint.post("/tasks/<task_id>/recall")
@may_come(STAFF)
def recall(task_id: str) -> ResponseReturnValue:
    """Take a delegated task back: 403 not delegated by them, 409 done."""
    said = gettext("You have the task again, with what was drafted.")
    return _handed(task_id, "", said, lambda work: handing.recall(work, task_id))


@blueprint.post("/tasks/<task_id>/urge")
@may_come(STAFF)
def urge(task_id: str) -> ResponseReturnValue:
    """Urge those asked: 403 neither lead nor assigning, 409 done, or urged too often."""
    note, seen = posted.text("reason"), posted.revision()
    said = gettext("Those asked have been urged.")
    if posted.text("back") == "board":
        return _urged_from_board(task_id, said)
    return _handed(task_id, "", said, lambda work: urging.urge(work, task_id, note, seen))


@blueprint.post("/tasks/<task_id>/urges/read")
@may_come(STAFF)
def read_urges(task_id: str) -> ResponseReturnValue:
    """Note that one has seen that a task was urged; the page of the task says so by itself."""
    with deed(signed_in(), task=task_id) as work:
        urging.read_urges(work, task_id)
    if "HX-Request" in request.headers:
        return "", 204
    return redirect(url_for("pages.tasks.show", task_id=task_id))


@blueprint.post("/tasks/<task_id>/snooze")
@may_come(STAFF)
def snooze(task_id: str) -> ResponseReturnValue:
    """Put a task off until a day: 403 a colleague's, 409 done or pressing, 422 no day to come."""
    until, seen = posted.text("until"), posted.revision()
    day = Snoozed().load({"until": until}, unknown=EXCLUDE)["until"] if until else date.min
    said = gettext("The task is out of sight until %(day)s.", day=until)
    return _handed(task_id, "snooze", said, lambda work: snoozing.snooze(work, task_id, day, seen))


@blueprint.post("/tasks/<task_id>/wake")
@may_come(STAFF)
def wake(task_id: str) -> ResponseReturnValue:
    """Bring a task back into sight: 403 a colleague's, 409 done."""
    said = gettext("The task is among yours again.")
    return _handed(task_id, "", said, lambda work: snoozing.wake(work, task_id))


@blueprint.post("/tasks/<task_id>/resolve")
@may_come(STAFF)
def resolve(task_id: str) -> ResponseReturnValue:
    """Hand a prepared answer back: 403 a colleague's, 409 not delegated, 422 all faults."""
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        given = posted.answers(work.form_of(task, case))
    try:
        with deed(signed_in(), task=task_id) as work:
            handing.resolve(work, task_id, given)
    except Invalid as refusal:
        return desk.page(task_id, Sent(given, refusal.faults)), 422
    except (Conflict, NotAllowed) as refusal:
        return _refused(task_id, Sent(given, refused=told(refusal)), refusal)
    flash(gettext("The answer is with your colleague to be confirmed."), "success")
    return redirect(url_for("pages.inbox.show"))


def _urged_from_board(task_id: str, said: str) -> ResponseReturnValue:
    with look(signed_in()) as work:
        number = tasks.seen(work.session, task_id, work.actor)[1].number
    try:
        with deed(signed_in(), task=task_id) as work:
            urging.urge(work, task_id)
    except (Conflict, NotAllowed) as refusal:
        flash(told(refusal), "warning")
    else:
        flash(said, "success")
    return redirect(url_for("pages.boards.show", number=number))


def _wish() -> Wish:
    return Wish(posted.text("to"), posted.text("reason"), posted.revision())


def _handed(
    task_id: str, dialog: str, said: str, act: Callable[[Work], Task]
) -> ResponseReturnValue:
    wish = _wish()
    try:
        with deed(signed_in(), task=task_id) as work:
            act(work)
    except Invalid as refusal:
        typed = {"to": wish.to, "reason": wish.reason}
        return desk.page(task_id, Sent(typed, refusal.faults, asked=dialog)), 422
    except (Conflict, NotAllowed) as refusal:
        return _refused(task_id, Sent({}, refused=told(refusal)), refusal)
    flash(said, "success")
    return redirect(url_for("pages.tasks.show", task_id=task_id))


def _refused(task_id: str, sent: Sent, refusal: Conflict | NotAllowed) -> ResponseReturnValue:
    return desk.page(task_id, sent), status_of(refusal)
