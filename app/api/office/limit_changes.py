"""Changes of the limits of an item, foreseen and made."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import may_come
from app.shapes.office.limit_changes import (
    ForeseenPage,
    LimitChangeView,
    LimitsForeseen,
    LimitsSent,
)
from app.shapes.paging import TextPage, cursor, list_of, page_of_all
from app.signin import signed_in
from app.storage.clock import limit_changes as stored
from app.storage.clock.limit_changes import LimitChange
from app.storage.office import items
from app.unit_of_work import look
from app.usecases.limits import changing, following
from app.usecases.limits.changing import Wish

CHANGE: Thing[LimitChange] = Thing(
    name=lambda change: str(change.id),
    find=lambda work, name: stored.of_id(work.session, int(name)),
    show=lambda _, change: change,
)
KEEPER = "administrator"

blueprint = Resource("limit_changes", "/items", "Other limits of an item, and its running cases.")


@blueprint.get("/<code>/limits/preview")
@may_come(KEEPER)
@blueprint.arguments(LimitsForeseen, location="query")
@blueprint.response(200, ForeseenPage)
def preview(wanted: dict[str, Any], code: str) -> Any:
    """Show which running cases other limits would move: 404 unknown, 422 limits that cannot be."""
    after = wanted["after"][0] if wanted["after"] else 0
    wish = Wish(wanted["promised_days"], wanted["statutory_days"])
    with look(signed_in()) as work:
        found, last = following.foresee(work, code, wish, after, wanted["limit"])
    return {"items": found, "next": cursor([last]) if last is not None else None}


@blueprint.post("/<code>/limits")
@may_come(KEEPER)
@blueprint.doc(**KEYED)
@blueprint.arguments(LimitsSent)
@blueprint.response(201, LimitChangeView)
def change(sent: dict[str, Any], code: str) -> Any:
    """Change the limits of an item: 404 unknown, 422 every fault. Cases follow by themselves."""
    wish = Wish(**sent)
    return done(CHANGE, lambda work: (changing.change_limits(work, code, wish), 201))


@blueprint.get("/<code>/limits/changes")
@may_come(KEEPER)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, list_of(LimitChangeView))
def listed(wanted: dict[str, Any], code: str) -> Any:
    """List the changes of the limits of an item, the newest first: 404 unknown."""
    with look(signed_in()) as work:
        item = items.of_code(work.session, code)
        rows = stored.of_item(work.session, item.code, 500)
    return page_of_all(rows, wanted, lambda row: str(row.id))
