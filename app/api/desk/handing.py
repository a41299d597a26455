"""Handing tasks to colleagues: for good, or until the answer is prepared."""

from collections.abc import Callable
from typing import Any

from app.api.doing import done
from app.api.reading import revision
from app.api.resource import KEYED, SEEN, Resource
from app.api.showing import TASK
from app.permissions import STAFF, may_come
from app.shapes.base import Nothing
from app.shapes.desk.tasks import Answers, Assigned, Handed, ReceiversView, Snoozed, TaskView, Urged
from app.shapes.desk.urges import UrgeView, seen_urges
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.desk import tasks
from app.storage.desk.tasks import Task
from app.unit_of_work import look
from app.usecases import handing
from app.usecases.handing import Wish, receivers
from app.usecases.tasks import snoozing, urging
from app.usecases.work import Work

blueprint = Resource("handing", "/tasks", "Handing tasks to colleagues.")


@blueprint.get("/<task_id>/receivers")
@may_come(STAFF)
@blueprint.response(200, ReceiversView)
def listed(task_id: str) -> Any:
    """List whom a task could be handed to: 404 not visible."""
    with look(signed_in()) as work:
        task, case = tasks.seen(work.session, task_id, work.actor)
        return {
            "holders": receivers.holders(work, task, case),
            "preparers": receivers.preparers(work, task, case),
        }


@blueprint.post("/<task_id>/assign")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Assigned)
@blueprint.response(200, TaskView)
def assign(sent: dict[str, Any], task_id: str) -> Any:
    """Give a task to somebody: 403 no role that assigns, 409 done or changed, 422 not to them."""
    wish = Wish(**sent, revision=revision())
    return _on_task(task_id, lambda work: handing.assign(work, task_id, wish))


@blueprint.post("/<task_id>/transfer")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Handed)
@blueprint.response(200, TaskView)
def transfer(sent: dict[str, Any], task_id: str) -> Any:
    """Pass a task on: 403 a colleague's or delegated, 409 done or changed, 422 not to them."""
    wish = Wish(**sent, revision=revision())
    return _on_task(task_id, lambda work: handing.transfer(work, task_id, wish))


@blueprint.post("/<task_id>/delegate")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Handed)
@blueprint.response(200, TaskView)
def delegate(sent: dict[str, Any], task_id: str) -> Any:
    """Let a colleague prepare the answer: 403 a colleague's, 409 done or changed, 422 not them."""
    wish = Wish(**sent, revision=revision())
    return _on_task(task_id, lambda work: handing.delegate(work, task_id, wish))


@blueprint.post("/<task_id>/resolve")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Answers)
@blueprint.response(200, TaskView)
def resolve(sent: dict[str, Any], task_id: str) -> Any:
    """Hand a prepared answer back: 403 a colleague's, 409 not delegated, 422 wrong answers."""
    seen = revision()
    return _on_task(task_id, lambda work: handing.resolve(work, task_id, sent["answers"], seen))


@blueprint.post("/<task_id>/recall")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, TaskView)
def recall(_: dict[str, Any], task_id: str) -> Any:
    """Take a delegated task back: 403 not delegated by you, 409 done or changed."""
    seen = revision()
    return _on_task(task_id, lambda work: handing.recall(work, task_id, seen))


@blueprint.post("/<task_id>/snooze")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Snoozed)
@blueprint.response(200, TaskView)
def snooze(sent: dict[str, Any], task_id: str) -> Any:
    """Put a task off until a day: 403 not held by you, 409 done or pressing, 422 the day."""
    seen = revision()
    return _on_task(task_id, lambda work: snoozing.snooze(work, task_id, sent["until"], seen))


@blueprint.post("/<task_id>/wake")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, TaskView)
def wake(_: dict[str, Any], task_id: str) -> Any:
    """Bring a task back into sight: 403 not held by you, 409 done or changed."""
    seen = revision()
    return _on_task(task_id, lambda work: snoozing.wake(work, task_id, seen))


@blueprint.post("/<task_id>/urge")
@may_come(STAFF)
@blueprint.doc(**SEEN)
@blueprint.arguments(Urged)
@blueprint.response(200, TaskView)
def urge(sent: dict[str, Any], task_id: str) -> Any:
    """Urge those asked: 403 neither lead nor assigning, 409 done, changed, or urged too often."""
    seen = revision()
    return _on_task(task_id, lambda work: urging.urge(work, task_id, sent["note"], seen))


@blueprint.get("/<task_id>/urges")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(UrgeView))
def urged(wanted: dict[str, Any], task_id: str) -> Any:
    """List who urged a task, when, and who has seen it: 404 not visible."""
    with look(signed_in()) as work:
        task, _ = tasks.seen(work.session, task_id, work.actor)
        return page_of_all(seen_urges(work, task), wanted, lambda one: str(one.urge.id))


@blueprint.post("/<task_id>/urges/read")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, TaskView)
def read_urges(_: dict[str, Any], task_id: str) -> Any:
    """Note that one has seen that a task was urged: 403 asked of others, 409 done."""
    return _on_task(task_id, lambda work: urging.read_urges(work, task_id))


def _on_task(task_id: str, act: Callable[[Work], Task]) -> Any:
    return done(TASK, lambda work: (act(work), 200), task=task_id)
