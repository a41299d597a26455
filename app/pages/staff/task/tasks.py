"""Doing tasks: taking them, putting them back, keeping drafts, answering."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import status_of
from app.i18n import told
from app.pages import posted
from app.pages.showing import labelled, moment
from app.pages.staff.task import desk, following
from app.pages.staff.task.desk import Sent
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.desk import tasks
from app.unit_of_work import look
from app.usecases.asking import referring
from app.usecases.tasks import claiming, reviewing, supplying
from app.usecases.tasks.supplying import Supplied
from engine.errors import Conflict, Invalid, NotAllowed

blueprint = Blueprint("tasks", __name__)


@blueprint.get("/tasks/<task_id>")
@may_come(STAFF)
def show(task_id: str) -> ResponseReturnValue:
    """Show a task with everything needed to do it: 404 unknown or not visible."""
    return desk.page(task_id)


@blueprint.post("/tasks/<task_id>/claim")
@may_come(STAFF)
def claim(task_id: str) -> ResponseReturnValue:
    """Take a task and go to it: 403 asked of others, 409 a colleague was faster."""
    try:
        with deed(signed_in(), task=task_id) as work:
            claiming.claim(work, task_id)
    except (Conflict, NotAllowed) as refusal:
        return _not_taken(task_id, {}, refusal)
    return redirect(url_for("pages.tasks.show", task_id=task_id))


@blueprint.post("/tasks/<task_id>/release")
@may_come(STAFF)
def release(task_id: str) -> ResponseReturnValue:
    """Put a task back for the group: 403 a colleague's, 409 done already."""
    try:
        with deed(signed_in(), task=task_id) as work:
            claiming.release(work, task_id)
    except (Conflict, NotAllowed) as refusal:
        return _not_taken(task_id, {}, refusal)
    flash(gettext("The task is with its group again; your draft stays with it."), "success")
    return redirect(url_for("pages.inbox.show"))


@blueprint.post("/tasks/<task_id>/free")
@may_come(STAFF)
def free(task_id: str) -> ResponseReturnValue:
    """Take a task from a colleague who is away: 403 only lead and administrators, 422 no reason."""
    try:
        with deed(signed_in(), task=task_id) as work:
            task = claiming.free(work, task_id, posted.text("reason"))
    except Invalid as refusal:
        return desk.page(task_id, Sent({}, refused=told(refusal))), 422
    flash(gettext("“%(task)s” can be claimed again.", task=labelled(task, "name")), "success")
    return redirect(url_for("pages.tasks.show", task_id=task_id))


@blueprint.post("/tasks/<task_id>/draft")
@may_come(STAFF)
def draft(task_id: str) -> ResponseReturnValue:
    """Keep what is filled in so far; say when, and which questions are asked now."""
    given = _posted(task_id)
    with deed(signed_in(), task=task_id) as work:
        saved_at = claiming.save_draft(work, task_id, given).drafted_at
    with look(signed_in()) as work:
        asked = desk.visible(work, *tasks.seen(work.session, task_id, work.actor), given)
    return {"saved_at": moment(saved_at)[-5:], "visible": sorted(asked or ()) or None}


@blueprint.post("/tasks/<task_id>/complete")
@may_come(STAFF)
def complete(task_id: str) -> ResponseReturnValue:
    """Answer a task: 403 not yours, 409 done already, 422 all faults; nothing typed is lost."""
    given = _posted(task_id)
    try:
        with deed(signed_in(), task=task_id) as work:
            case = reviewing.complete_task(work, task_id, given)
            waits = referring.waits(work, task_id)
    except Invalid as refusal:
        return desk.page(task_id, Sent(given, refusal.faults)), 422
    except (Conflict, NotAllowed) as refusal:
        return _not_taken(task_id, given, refusal)
    if waits:
        flash(gettext("The lead department was told; your step waits until it decides."), "success")
        return redirect(url_for("pages.tasks.show", task_id=task_id))
    with look(signed_in()) as work:
        flash(following.what_next(work, case, task_id), "success")
        return redirect(following.where_next(work, request.form.get("then", "")))


@blueprint.post("/tasks/<task_id>/late-opinion")
@may_come(STAFF)
def late_opinion(task_id: str) -> ResponseReturnValue:
    """Supply an opinion still owed: 403 asked of others, 409 given before, 422 all faults."""
    given = {"opinion": posted.text("opinion"), "reason": posted.text("reason")}
    try:
        with deed(signed_in(), task=task_id) as work:
            in_time = supplying.supply_opinion(work, task_id, Supplied(**given)).in_time
    except Invalid as refusal:
        faults = [replace(one, place=one.place.rpartition(".")[2]) for one in refusal.faults]
        return desk.page(task_id, Sent(given, faults)), 422
    except (Conflict, NotAllowed) as refusal:
        return _not_taken(task_id, given, refusal)
    late = gettext("Your opinion is kept with the case; it came after its last day.")
    flash(gettext("Your opinion is kept with the case.") if in_time else late, "success")
    return redirect(url_for("pages.tasks.show", task_id=task_id))


def _posted(task_id: str) -> dict[str, Any]:
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        return posted.answers(work.form_of(task, case))


def _not_taken(
    task_id: str, given: dict[str, Any], refusal: Conflict | NotAllowed
) -> ResponseReturnValue:
    """Show how the task stands now, why the deed was refused, and what had been typed."""
    return desk.page(task_id, Sent(given, refused=told(refusal))), status_of(refusal)
