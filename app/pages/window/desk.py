"""The acceptance desk: who is at the counter, what came in, what waits to be handed over."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clock import deed
from app.pages import posted
from app.pages.applicant import submitted
from app.permissions import may_come
from app.shapes.case import receiving
from app.shapes.case.seen import SeenTask, seen_cases, seen_tasks
from app.signin import signed_in
from app.storage.case import case_lists
from app.storage.desk import inbox
from app.storage.desk.inbox import View
from app.storage.desk.inbox_filters import Only
from app.storage.office import items
from app.unit_of_work import look
from app.usecases.cases import settling
from app.usecases.tasks import claiming
from app.usecases.work import Work
from engine.people import APPLICANT

blueprint = Blueprint("window", __name__)
blueprint.url_value_preprocessor(receiving.roomy)

CLERK = "window_clerk"
MOST = 50


@blueprint.get("/desk")
@may_come(CLERK)
def desk() -> ResponseReturnValue:
    """Show what the desk has to do, nearest limit first."""
    submitted.forget()
    q = request.args.get("q", "").strip()
    with look(signed_in()) as work:
        waiting, mine = _tasks(work, "claimable", q), _tasks(work, "mine", q)
        offered = [one for one in items.published(work.session) if one.process]
        return render_template(
            "window/desk.html",
            items=offered,
            at_once={one.code for one in offered if settling.may_settle(work, one)},
            mine=[one for one in mine if one.case.decided_on is None],
            waiting=[one for one in waiting if one.case.decided_on is None],
            ready=[one for one in [*mine, *waiting] if one.case.decided_on is not None],
            corrections=_corrections(work, q),
            q=q,
        )


@blueprint.post("/desk/tasks/<task_id>/claim")
@may_come(CLERK)
def claim(task_id: str) -> ResponseReturnValue:
    """Take a task of the desk and go to it: 409 a colleague was faster."""
    with deed(signed_in(), task=task_id) as work:
        claiming.claim(work, task_id, posted.revision())
    return redirect(url_for("pages.window.check", task_id=task_id))


def _tasks(work: Work, view: View, q: str) -> list[SeenTask]:
    rows = inbox.listed(work.session, work.actor, inbox.Wanted(view, Only(q or None), limit=MOST))
    return seen_tasks(work, [(task, case) for task, case in rows if task.role == CLERK])


def _corrections(work: Work, q: str) -> list[dict[str, Any]]:
    """Return the cases whose applicant has the next word, with the task that asks them."""
    wanted = case_lists.Wanted(state="awaiting_correction", q=q or None, limit=MOST)
    return [
        {"case": seen.case, "task": one.task}
        for seen in seen_cases(work, case_lists.listed(work.session, work.actor, wanted))
        for one in seen.tasks
        if one.task.role == APPLICANT
    ]
