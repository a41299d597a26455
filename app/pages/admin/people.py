"""People: who works here and in which posts; somebody new."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.pages import posted
from app.pages.admin import person as one
from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.pages.admin.places import place
from app.pages.staff.naming import names
from app.permissions import may_come
from app.signin import signed_in
from app.storage.office import departments, people
from app.unit_of_work import look, unit_of_work
from app.usecases.office import staffing
from app.usecases.work import Work
from engine.errors import Fault, Invalid


@blueprint.get("/admin/people", endpoint="people")
@may_come(ADMINISTRATOR)
def listed() -> ResponseReturnValue:
    """List everybody, those who left last."""
    return _page()


@blueprint.post("/admin/people", endpoint="add_person")
@may_come(ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Add somebody and show their first password, once: 422 with everything that is wrong."""
    try:
        with unit_of_work(signed_in()) as work:
            person, password = staffing.add_person(
                work, posted.text("name"), posted.text("username"), place(work.today)
            )
    except Invalid as refusal:
        return _page(refusal.faults), 422
    return one.page(person.id, password=password), 201


def _page(faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        return render_template(
            "admin/people.html",
            rows=_rows(work),
            faults=faults,
            sent=request.form,
            departments=[row for row in departments.departments(work.session) if row.active],
            roles=departments.roles(work.session),
        )


def _rows(work: Work) -> list[dict[str, Any]]:
    office = names(work)
    return [
        {
            "person": person,
            "posts": [
                office.group(post.department, post.role)
                for post in person.posts
                if person.active and post.held_on(work.today)
            ],
        }
        for person in people.everybody(work.session)
    ]
