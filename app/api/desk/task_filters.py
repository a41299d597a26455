"""Filters of the inbox, kept under a name."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.desk.saved_filters import FilterSent, FilterView, address_of
from app.shapes.paging import TextPage, list_of, page_of_all
from app.signin import signed_in
from app.storage.desk import saved_filters
from app.storage.desk.asking import person_id_of
from app.storage.desk.saved_filters import SavedFilter
from app.unit_of_work import look, unit_of_work
from app.usecases.people import saving
from app.usecases.people.saving import Kept
from app.usecases.work import Work

blueprint = Resource("task-filters", "/task-filters", "Filters of the inbox kept under a name.")


def _seen(work: Work, row: SavedFilter) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "filter": row.filter,
        "usual": row.usual,
        "department": row.department,
        "own": row.person_id == person_id_of(work.actor),
        "saved_at": row.saved_at,
    }


FILTER: Thing[SavedFilter] = Thing(
    name=lambda row: row.name,
    find=lambda work, name: saved_filters.own_of_name(work.session, work.actor, name),
    show=_seen,
)


@blueprint.get("")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(FilterView))
def listed(wanted: dict[str, Any]) -> Any:
    """List the filters one keeps, then those colleagues share with one's departments."""
    with look(signed_in()) as work:
        rows = [_seen(work, row) for row in saved_filters.listed(work.session, work.actor)]
    return page_of_all(rows, wanted, lambda one: str(one["id"]))


@blueprint.post("")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(FilterSent)
@blueprint.response(201, FilterView)
def save(sent: dict[str, Any]) -> Any:
    """Keep a filter: 403 a department not one's own, 409 too many, 422 the inbox knows no such."""
    kept = Kept(sent["name"], address_of(sent["filter"]), sent["usual"], sent["department"])
    return done(FILTER, lambda work: (saving.save(work, kept), 201))


@blueprint.delete("/<int(max=2147483647):filter_id>")
@may_come(STAFF)
@blueprint.response(204)
def drop(filter_id: int) -> None:
    """Keep a filter no longer: 404 none of one's own."""
    with unit_of_work(signed_in()) as work:
        saving.drop(work, filter_id)
