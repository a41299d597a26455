"""Returning a task to an earlier step, and taking back what one has just done."""

from typing import Any

from app.api.doing import done
from app.api.reading import revision
from app.api.resource import SEEN, Resource
from app.api.showing import CASE
from app.permissions import STAFF, may_come
from app.shapes.case.cases import CaseView
from app.shapes.desk.returning import GoalView, ReturnWanted, WithdrawnView
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.desk import tasks
from app.unit_of_work import look
from app.usecases.tasks import retracting, returning
from app.usecases.tasks.returning import Wish
from engine.change import Return

blueprint = Resource("returning", "/tasks", "Returning a task to an earlier step.")


@blueprint.get("/<task_id>/returns")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(GoalView))
def listed(wanted: dict[str, Any], task_id: str) -> Any:
    """List the steps one can return to, with what each choice would do: 403 not yours, 409 done."""
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        goals = returning.goals(work, task, case)
    return page_of_all(goals, wanted, lambda goal: goal.place)


@blueprint.post("/<task_id>/return")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(ReturnWanted)
@blueprint.response(200, CaseView)
def send_back(sent: dict[str, Any], task_id: str) -> Any:
    """Return a task: 403 not yours, 409 done, changed or nobody returns there, 422 all faults."""
    seen = revision()
    back = Return(tuple(sent["to"]), sent["siblings"], sent["then"])
    wish = Wish(back, sent["reason"])
    return done(
        CASE, lambda work: (returning.return_task(work, task_id, wish, seen), 200), task=task_id
    )


@blueprint.get("/<task_id>/retraction")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(WithdrawnView))
def undone(wanted: dict[str, Any], task_id: str) -> Any:
    """List what is withdrawn when a task is taken back: 403 not yours, 409 somebody has begun."""
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        gone = retracting.withdrawn(work, task, case)
    return page_of_all(gone, wanted, lambda one: one.id)


@blueprint.post("/<task_id>/retraction")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.response(200, CaseView)
def retract(task_id: str) -> Any:
    """Take back a task one has done: 403 not yours, 409 somebody has begun what came of it."""
    seen = revision()
    return done(
        CASE, lambda work: (retracting.retract_task(work, task_id, seen), 200), task=task_id
    )
