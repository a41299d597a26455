"""Load: how much departments and people have on their desks."""

from typing import Any

from app.api.resource import Resource
from app.permissions import STAFF, may_come
from app.shapes.case.seen import seen_tasks
from app.shapes.desk.loads import (
    LoadTasksWanted,
    LoadTaskView,
    LoadView,
    department_loads,
    wanted_of,
)
from app.shapes.desk.tasks import inbox_key
from app.shapes.paging import TextPage, list_of, page, page_of_all
from app.signin import signed_in
from app.storage.desk import loads
from app.unit_of_work import look

blueprint = Resource("loads", "/load", "What departments and people have on their desks.")


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(LoadView))
def listed(wanted: dict[str, Any]) -> Any:
    """List open, nearly late and late tasks by department and person, the most overdue first."""
    with look(signed_in()) as work:
        return page_of_all(department_loads(work), wanted, lambda one: one.department)


@blueprint.get("/tasks")
@may_come(STAFF)
@blueprint.arguments(LoadTasksWanted, location="query")
@blueprint.response(200, list_of(LoadTaskView))
def tasks_of(sent: dict[str, Any]) -> Any:
    """List open tasks of a department, nearest limit first: 404 no such department or person."""
    with look(signed_in()) as work:
        wanted = wanted_of(work, sent)
        seen = seen_tasks(work, loads.listed(work.session, wanted, work.now))
        return page(seen, wanted.limit, lambda one: inbox_key(one.task, "mine"))
