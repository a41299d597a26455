"""What is due soon: mine, my department's, or all one may see, nearest end first."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import EXCLUDE

from app.pages.staff.lists import exporting
from app.pages.staff.naming import Names, names
from app.pages.staff.time import due_soon_export
from app.pages.staff.time.due_soon_export import asked_name
from app.permissions import STAFF, may_come
from app.shapes.desk.due_soon import DueSoonWanted, SeenDue, key_of, seen_due, wanted_of
from app.shapes.paging import page
from app.signin import signed_in
from app.storage.clock import due_soon
from app.storage.office import departments
from app.unit_of_work import look
from app.usecases.work import Work

blueprint = Blueprint("due_soon", __name__)

FILTERS = ("scope", "department", "due_within")
USUAL = {"scope": "mine", "due_within": "5"}
WITHIN = (0, 1, 3, 5, 10, 20)


@blueprint.get("/due-soon", endpoint="list")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """Show limits that are not met yet, and apart from them those whose clock stands."""
    sent = _sent()
    here: dict[str, Any] = {n: request.args.get(n, USUAL.get(n, "")) for n in FILTERS}
    with look(signed_in()) as work:
        shown = page(_found(work, sent), sent["limit"], key_of)
        office = names(work)
        standing = [] if sent["after"] else _found(work, sent | {"paused": True})
        return render_template(
            "due_soon.html",
            **here,
            rows=[_row(one, office) for one in shown.items],
            standing=[_row(one, office) for one in standing[: sent["limit"]]],
            departments=departments.departments(work.session),
            within=[(str(days), _within(days)) for days in WITHIN],
            next=url_for("pages.due_soon.list", **here, after=shown.next) if shown.next else None,
            first=url_for("pages.due_soon.list", **here) if sent["after"] else None,
            export_url=url_for("pages.due_soon.export", **here),
        )


@blueprint.get("/due-soon.csv")
@may_come(STAFF)
def export() -> ResponseReturnValue:
    """Give the filtered list as CSV, with those whose clock stands at the end."""
    _sent()
    said = {name: request.args.get(name, USUAL.get(name, "")).strip() for name in FILTERS}
    sent = {name: value for name, value in said.items() if value}
    return exporting.download(due_soon_export.TABLE, sent)


def _sent() -> dict[str, Any]:
    """Return what the address asks for; an empty filter is none."""
    said = USUAL | {name: value.strip() for name, value in request.args.items()}
    kept = {name: value for name, value in said.items() if value}
    return dict(DueSoonWanted(unknown=EXCLUDE).load(kept))


def _found(work: Work, sent: dict[str, Any]) -> list[SeenDue]:
    return seen_due(work, due_soon.listed(work.session, work.actor, wanted_of(work, sent)))


def _row(seen: SeenDue, office: Names) -> dict[str, Any]:
    return vars(seen) | {"asked_name": asked_name(seen, office)}


def _within(days: int) -> str:
    if days == 0:
        return gettext("due today")
    return gettext("within %(days)s working days", days=days)
