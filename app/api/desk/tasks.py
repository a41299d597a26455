"""Tasks: what somebody is asked to do."""

from collections.abc import Callable
from typing import Any

from app import clock
from app.api.doing import done
from app.api.reading import idempotency, revision
from app.api.resource import KEYED, SEEN, Resource
from app.api.showing import CASE, MISSED, TASK
from app.permissions import SIGNED_IN, STAFF, may_come
from app.shapes.base import Nothing
from app.shapes.case.cases import CaseView
from app.shapes.case.seen import seen_tasks
from app.shapes.clock.silences import OpinionSent, OwedView, owed
from app.shapes.desk.bulk import ManyTasks, TaskOutcomes, act_of, outcome
from app.shapes.desk.desk import desk
from app.shapes.desk.inbox import TasksWanted, wanted_of
from app.shapes.desk.tasks import (
    Answers,
    Reason,
    TaskPage,
    TaskView,
    inbox_key,
)
from app.shapes.paging import TextPage, list_of, page, page_of_all
from app.signin import signed_in
from app.storage.desk import inbox
from app.storage.desk.tasks import Task
from app.unit_of_work import look
from app.usecases.tasks import claiming, reviewing, supplying
from app.usecases.tasks.supplying import Supplied
from app.usecases.work import Work

blueprint = Resource("tasks", "/tasks", "What people are asked to do.")


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(TasksWanted, location="query")
@blueprint.response(200, list_of(TaskView))
def listed(wanted: dict[str, Any]) -> Any:
    """List tasks, nearest limit first: to claim, mine, near, paused, or done (newest first)."""
    with look(signed_in()) as work:
        rows = inbox.listed(work.session, work.actor, wanted_of(work, wanted))
        seen = seen_tasks(work, rows)
        return page(seen, wanted["limit"], lambda one: inbox_key(one.task, wanted["view"]))


@blueprint.get("/<task_id>")
@may_come(SIGNED_IN)
@blueprint.response(200, TaskPage)
def show(task_id: str) -> Any:
    """Show a task with its form and what one may see: 404 unknown or not visible."""
    with look(signed_in()) as work:
        return desk(work, task_id)


@blueprint.post("/<task_id>/claim")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, TaskView)
def claim(_: dict[str, Any], task_id: str) -> Any:
    """Take a task: 404 not visible, 403 asked of others, 409 claimed, done or changed."""
    seen = revision()
    return _on_task(task_id, lambda work: claiming.claim(work, task_id, seen))


@blueprint.post("/<task_id>/release")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, TaskView)
def release(_: dict[str, Any], task_id: str) -> Any:
    """Put a task back: 404 not visible, 403 a colleague's, 409 done or changed."""
    seen = revision()
    return _on_task(task_id, lambda work: claiming.release(work, task_id, seen))


@blueprint.post("/<task_id>/draft")
@may_come(SIGNED_IN)
@blueprint.doc(**SEEN)
@blueprint.arguments(Answers)
@blueprint.response(200, TaskView)
def draft(sent: dict[str, Any], task_id: str) -> Any:
    """Keep what is filled in so far: 404 not visible, 403 a colleague's, 409 done or changed."""
    seen = revision()
    return _on_task(task_id, lambda work: claiming.save_draft(work, task_id, sent["answers"], seen))


@blueprint.post("/<task_id>/free")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Reason)
@blueprint.response(200, TaskView)
def free(sent: dict[str, Any], task_id: str) -> Any:
    """Take a task from a colleague who is away: 403 only the lead and administrators, 409 done."""
    return _on_task(task_id, lambda work: claiming.free(work, task_id, sent["reason"]))


@blueprint.post("/<task_id>/complete")
@may_come(SIGNED_IN)
@blueprint.doc(**SEEN)
@blueprint.arguments(Answers)
@blueprint.response(200, CaseView)
def complete(sent: dict[str, Any], task_id: str) -> Any:
    """Answer a task: 404 not visible, 403 not yours, 409 done or changed, 422 wrong answers."""
    seen = revision()
    return done(
        CASE,
        lambda work: (reviewing.complete_task(work, task_id, sent["answers"], seen), 200),
        task=task_id,
    )


@blueprint.post("/many")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(ManyTasks)
@blueprint.response(200, TaskOutcomes)
def many(sent: dict[str, Any]) -> Any:
    """Claim, release, assign, pass on or urge up to a hundred tasks, each by itself: 422 too many.

    Asked again, it does nothing twice: a task one holds stays held, a free one stays free, and who
    holds a task is not given it once more. An urge counts again, unless under the same key.
    """
    each = clock.on_each(signed_in(), act_of(sent), sent["tasks"], idempotency())
    return {"items": [outcome(one) for one in each]}


@blueprint.get("/owed")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(OwedView))
def owing(wanted: dict[str, Any]) -> Any:
    """List the opinions one's groups still owe after silence or absence counted for them."""
    with look(signed_in()) as work:
        return page_of_all(owed(work), wanted, lambda one: one.task.id)


@blueprint.post("/<task_id>/late-opinion")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(OpinionSent)
@blueprint.response(200, OwedView)
def late_opinion(sent: dict[str, Any], task_id: str) -> Any:
    """Supply an opinion still owed: 403 asked of others, 409 not owed or given, 422 no opinion."""
    said = Supplied(**sent)
    return done(
        MISSED, lambda work: (supplying.supply_opinion(work, task_id, said), 200), task=task_id
    )


def _on_task(task_id: str, act: Callable[[Work], Task]) -> Any:
    return done(TASK, lambda work: (act(work), 200), task=task_id)
