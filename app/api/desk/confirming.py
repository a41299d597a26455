"""Opinions on materials that were replaced since: they stand, or are given anew."""

from typing import Any

from app.api.doing import done
from app.api.resource import KEYED, Resource
from app.api.showing import TASK
from app.permissions import STAFF, may_come
from app.shapes.base import Nothing
from app.shapes.desk.tasks import TaskView
from app.usecases.tasks import confirming

blueprint = Resource("confirming", "/tasks", "Opinions on materials that were replaced since.")


@blueprint.post("/<task_id>/confirm-opinion")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, TaskView)
def confirm(_: dict[str, Any], task_id: str) -> Any:
    """Let an opinion stand: 403 not yours, 409 it saw the newest materials, or decided."""
    return done(TASK, lambda work: (confirming.confirm_opinion(work, task_id), 200), task=task_id)


@blueprint.post("/<task_id>/opinion-anew")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(Nothing, required=False)
@blueprint.response(200, TaskView)
def anew(_: dict[str, Any], task_id: str) -> Any:
    """Let a department be asked again: 403 not yours, 409 nothing was replaced, or decided."""
    return done(TASK, lambda work: (confirming.give_anew(work, task_id), 200), task=task_id)
