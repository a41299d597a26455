"""What is due soon: mine, my department's, or all one may see, nearest end first."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from marshmallow import EXCLUDE

from app.pages.showing import day, days_left, labelled, moment
from app.pages.staff import exporting
from app.pages.staff.exporting import as_text, safe
from app.pages.staff.naming import Names, names
from app.pages.words import word
from app.permissions import STAFF, may_come
from app.shapes.due_soon import DueSoonWanted, SeenDue, key_of, seen_due, wanted_of
from app.shapes.paging import page
from app.signin import signed_in
from app.storage import departments, due_soon
from app.unit_of_work import look
from app.usecases.work import Work

blueprint = Blueprint("due_soon", __name__)

FILTERS = ("scope", "department", "due_within")
USUAL = {"scope": "mine", "due_within": "5"}
WITHIN = (0, 1, 3, 5, 10, 20)
MOST_EXPORTED = 20_000


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
def export() -> Response:
    """Give the filtered list as CSV, with those whose clock stands at the end."""
    sent = _sent() | {"after": None, "limit": 200}
    with look(signed_in()) as work:
        office = names(work)
        rows = [*_all(work, sent), *_all(work, sent | {"paused": True})]
        text = "".join(exporting.table(_heading(), (_cells(one, office) for one in rows)))
        name = f"due-soon-{work.now:%Y%m%d-%H%M}.csv"
    answer = Response(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _sent() -> dict[str, Any]:
    """Return what the address asks for; an empty filter is none."""
    said = USUAL | {name: value.strip() for name, value in request.args.items()}
    kept = {name: value for name, value in said.items() if value}
    return dict(DueSoonWanted(unknown=EXCLUDE).load(kept))


def _found(work: Work, sent: dict[str, Any]) -> list[SeenDue]:
    return seen_due(work, due_soon.listed(work.session, work.actor, wanted_of(work, sent)))


def _all(work: Work, sent: dict[str, Any]) -> list[SeenDue]:
    rows: list[SeenDue] = []
    while len(rows) < MOST_EXPORTED:
        found = _found(work, sent)
        rows += found[: sent["limit"]]
        if len(found) <= sent["limit"]:
            break
        sent["after"] = key_of(rows[-1])
    return rows


def _row(seen: SeenDue, office: Names) -> dict[str, Any]:
    return vars(seen) | {"asked_name": _asked(seen, office)}


def _asked(seen: SeenDue, office: Names) -> str:
    """Return who has to meet a limit: a department, or a role of the whole centre."""
    asked = seen.limit.asked or ""
    return office.departments.get(asked) or office.role(asked)


def _within(days: int) -> str:
    if days == 0:
        return gettext("due today")
    return gettext("within %(days)s working days", days=days)


def _heading() -> list[str]:
    return [
        gettext("Limit"), gettext("Task"), gettext("Case number"), gettext("Item"),
        gettext("Applicant"), gettext("Who is asked now"), gettext("Held by"), gettext("Last day"),
        gettext("provisional"), gettext("Working days left"), gettext("Light"),
    ]  # fmt: skip


def _cells(seen: SeenDue, office: Names) -> list[str]:
    limit, case = seen.limit, seen.case
    return [
        word(limit.kind, "limit"),
        safe(labelled(seen.task, "name") if seen.task else ""),
        as_text(case.number or ""),
        safe(labelled(case.item, "name")),
        safe(case.applicant_name),
        safe(_asked(seen, office)),
        safe(seen.holder.name if seen.holder else ""),
        day(limit.due_on) if limit.due_on else moment(limit.due_at),
        gettext("provisional") if limit.provisional else "",
        days_left(seen.days_left),
        word(seen.light, "light") if limit.state != "paused" else gettext("Clock stopped"),
    ]
