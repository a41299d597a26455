"""Limits of many cases: what is due soon."""

from typing import Any

from app.api.resource import Resource
from app.permissions import STAFF, may_come
from app.shapes.desk.due_soon import DueSoonView, DueSoonWanted, key_of, seen_due, wanted_of
from app.shapes.paging import list_of, page
from app.signin import signed_in
from app.storage.clock import due_soon
from app.unit_of_work import look

blueprint = Resource("deadlines", "/deadlines", "What has to be met by when.")


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(DueSoonWanted, location="query")
@blueprint.response(200, list_of(DueSoonView))
def listed(sent: dict[str, Any]) -> Any:
    """List limits that are not met yet, nearest end first: mine, my department's, or all I see."""
    with look(signed_in()) as work:
        wanted = wanted_of(work, sent)
        rows = seen_due(work, due_soon.listed(work.session, work.actor, wanted))
        return page(rows, wanted.limit, key_of)
