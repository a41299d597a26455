"""Filters of the inbox kept under a name: shown beside it, kept, removed."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.pages import posted
from app.permissions import STAFF, may_come
from app.shapes.desk.saved_filters import FilterSent, address_of
from app.signin import signed_in
from app.storage.desk import saved_filters
from app.storage.desk.asking import person_id_of
from app.storage.desk.saved_filters import SavedFilter
from app.unit_of_work import look, unit_of_work
from app.usecases.people import saving
from app.usecases.people.saving import Kept
from app.usecases.work import Work

blueprint = Blueprint("saved_filters", __name__)

PREFIX = "filter."


@blueprint.post("/inbox/filters")
@may_come(STAFF)
def save() -> ResponseReturnValue:
    """Keep what is chosen under a name: 409 too many, 422 no name."""
    chosen = {
        name.removeprefix(PREFIX): value
        for name, value in request.form.items()
        if name.startswith(PREFIX)
    }
    sent = {"name": posted.text("name"), "filter": chosen, "usual": bool(posted.text("usual"))}
    said: dict[str, Any] = FilterSent().load(sent | _shared())
    kept = Kept(said["name"], address_of(said["filter"]), said["usual"], said["department"])
    with unit_of_work(signed_in()) as work:
        saving.save(work, kept)
    flash(gettext("The filter “%(name)s” is kept.", name=kept.name), "success")
    return redirect(_address(kept.sent))


@blueprint.post("/inbox/filters/<int(max=2147483647):filter_id>/drop")
@may_come(STAFF)
def drop(filter_id: int) -> ResponseReturnValue:
    """Keep a filter no longer: 404 none of one's own."""
    with unit_of_work(signed_in()) as work:
        saving.drop(work, filter_id)
    flash(gettext("The filter is removed."), "success")
    return redirect(url_for("pages.inbox.show", view="claimable"))


def shown(work: Work, here: dict[str, str]) -> list[dict[str, Any]]:
    """Return the filters somebody may choose, each with its address, and which one is chosen."""
    return [_shown(work, row, here) for row in saved_filters.listed(work.session, work.actor)]


def usual_address() -> str | None:
    """Return where somebody's inbox opens, where they chose that."""
    with look(signed_in()) as work:
        row = saved_filters.usual(work.session, work.actor)
        return _address(row.filter) if row else None


def _shown(work: Work, row: SavedFilter, here: dict[str, str]) -> dict[str, Any]:
    own = row.person_id == person_id_of(work.actor)
    return {
        "id": row.id,
        "name": row.name,
        "url": _address(row.filter),
        "own": own,
        "usual": own and row.usual,
        "here": row.filter == here,
    }


def _shared() -> dict[str, str]:
    department = posted.text("department")
    return {"department": department} if department else {}


def _address(filter: Any) -> str:
    return url_for("pages.inbox.show", **filter)
