"""Items: what one can apply for; public."""

from typing import Any

from app.api.resource import Resource
from app.permissions import ANYBODY, may_come
from app.shapes.office.items import ItemPage, ItemsWanted, ItemView
from app.shapes.paging import list_of, page
from app.signin import NOBODY
from app.storage.office import items, processes
from app.storage.office.items import Item
from app.unit_of_work import look
from app.usecases.work import Work

blueprint = Resource("items", "/items", "The catalogue: what one can apply for, with limits.")


@blueprint.get("")
@may_come(ANYBODY)
@blueprint.arguments(ItemsWanted, location="query")
@blueprint.response(200, list_of(ItemView))
def listed(wanted: dict[str, Any]) -> Any:
    """List the published items."""
    with look(NOBODY) as work:
        rows = items.published(work.session)
    place, code = wanted["after"] or (-1, "")
    behind = [row for row in rows if (row.place, row.code) > (place, code)]
    return page(behind, wanted["limit"], lambda row: [row.place, row.code])


@blueprint.get("/<code>")
@may_come(ANYBODY)
@blueprint.response(200, ItemPage)
def show(code: str) -> Any:
    """Show one item with the form of its application: 404 unknown or not published."""
    with look(NOBODY) as work:
        item = items.get(work.session, code)
        shown = {name: getattr(item, name) for name in ItemView().fields}
        return shown | {"form_schema": _form_of(work, item)}


def _form_of(work: Work, item: Item) -> Any:
    version = processes.latest(work.session, item.process) if item.process else None
    form = work.process(version.digest).start_form if version is not None else None
    return form.raw if form is not None else None
