"""Departments and roles: who there is to ask, and whether anybody stands behind it."""

from collections import Counter

from flask import render_template
from flask.typing import ResponseReturnValue

from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.permissions import may_come
from app.signin import signed_in
from app.storage.office import departments as stored
from app.storage.office import people
from app.unit_of_work import look
from app.usecases.work import Work


@blueprint.get("/admin/departments")
@may_come(ADMINISTRATOR)
def departments() -> ResponseReturnValue:
    """List the departments, each with how many people hold a post there."""
    with look(signed_in()) as work:
        held = _held(work, 0)
        rows = [
            {"department": row, "people": held[row.code]}
            for row in stored.departments(work.session)
        ]
    return render_template("admin/departments.html", rows=rows)


@blueprint.get("/admin/roles")
@may_come(ADMINISTRATOR)
def roles() -> ResponseReturnValue:
    """List the roles, each with how many people hold it."""
    with look(signed_in()) as work:
        held = _held(work, 1)
        rows = [{"role": row, "people": held[row.code]} for row in stored.roles(work.session)]
    return render_template("admin/roles.html", rows=rows)


def _held(work: Work, member: int) -> Counter[str]:
    """Count people by department (0) or role (1)."""
    holders = {(row[member], person) for *row, person in people.holders(work.session, work.today)}
    return Counter(code for code, _ in holders if code)
