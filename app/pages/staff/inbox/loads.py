"""The load of departments: open, nearly late and late by person, and the tasks behind a number."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE

from app.pages.staff.naming import names
from app.permissions import STAFF, may_come
from app.shapes.case.seen import seen_tasks
from app.shapes.desk.loads import PARTS, LoadTasksWanted, department_loads, wanted_of
from app.shapes.desk.tasks import inbox_key
from app.shapes.paging import page
from app.signin import signed_in
from app.storage.desk import loads
from app.storage.office import people
from app.unit_of_work import look
from app.usecases.handing.assigning import assigns_in
from app.usecases.work import Work

blueprint = Blueprint("loads", __name__)


@blueprint.get("/load")
@may_come(STAFF)
def show() -> ResponseReturnValue:
    """Show what the departments one may see have on their desks, and on whose."""
    with look(signed_in()) as work:
        rows, office = department_loads(work), names(work)
        return render_template("loads.html", rows=rows, names=office, today=work.today)


@blueprint.get("/load/tasks", endpoint="tasks")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """Show the open tasks behind a number: 404 no such department or person."""
    sent: dict[str, Any] = LoadTasksWanted(unknown=EXCLUDE).load(request.args.to_dict())
    here = {name: sent[name] for name in ("department", "person", "part")}
    with look(signed_in()) as work:
        wanted = wanted_of(work, sent)
        seen = seen_tasks(work, loads.listed(work.session, wanted, work.now))
        shown = page(seen, wanted.limit, lambda one: inbox_key(one.task, "mine"))
        holder = people.by_username(work.session, sent["person"]) if sent["person"] else None
        return render_template(
            "load_tasks.html",
            **here,
            parts_of_load=PARTS,
            department_name=names(work).department(sent["department"]),
            holder=holder,
            deeds=("assign", "urge") if _allocates(work, sent["department"]) else (),
            colleagues=colleagues(work, [sent["department"]]),
            back=url_for("pages.loads.tasks", **here),
            rows=shown.items,
            next=url_for("pages.loads.tasks", **here, after=shown.next) if shown.next else None,
            first=url_for("pages.loads.tasks", **here) if sent["after"] else None,
        )


def _allocates(work: Work, department: str) -> bool:
    return assigns_in(work, work.actor, department)


def colleagues(work: Work, places: Iterable[str]) -> list[tuple[str, str]]:
    """Return who holds a post in some departments, by user name and name."""
    found = {
        one.username: one.name
        for place in places
        for one in people.of_department(work.session, place, work.today)
    }
    return list(found.items())
