"""Who does one's tasks while one is away; administrators arrange it for everybody."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.pages import posted
from app.pages.showing import code_and_name, labelled
from app.permissions import STAFF, may_come
from app.shapes.desk.substitutions import SubstitutionSent, listed, wish_of
from app.signin import signed_in
from app.storage.desk.asking import person_id_of
from app.storage.office import departments, items, people
from app.storage.office.people import Person
from app.unit_of_work import look, unit_of_work
from app.usecases.people import substituting
from app.usecases.work import Work
from engine.errors import Invalid

blueprint = Blueprint("substitutes", __name__)
WORDS = ("person", "substitute", "from_on", "to_on")


@blueprint.get("/substitutes")
@may_come(STAFF)
def show() -> ResponseReturnValue:
    """Show who does one's tasks, and whose one does."""
    return _page()


@blueprint.post("/substitutes")
@may_come(STAFF)
def arrange() -> ResponseReturnValue:
    """Arrange it: 403 others' by administrators only, 422 with everything that is wrong."""
    said: dict[str, Any] = {name: posted.text(name) for name in WORDS}
    said |= {name: request.form.getlist(name) or None for name in ("items", "departments")}
    wish = wish_of(SubstitutionSent().load(said))
    try:
        with unit_of_work(signed_in()) as work:
            substituting.arrange(work, wish)
    except Invalid as refusal:
        return _page(said, refusal), 422
    flash(gettext("It is arranged; your colleague has been told."), "success")
    return redirect(url_for("pages.substitutes.show"))


@blueprint.post("/substitutes/<int(max=2147483647):substitution_id>/end")
@may_come(STAFF)
def end(substitution_id: int) -> ResponseReturnValue:
    """End it at once: 403 neither of the two nor an administrator, 404 none, 409 ended before."""
    with deed(signed_in()) as work:
        substituting.end(work, substitution_id)
    flash(gettext("It has ended; tasks in hand went back."), "success")
    return redirect(url_for("pages.substitutes.show"))


def _page(said: dict[str, Any] | None = None, refusal: Invalid | None = None) -> str:
    with look(signed_in()) as work:
        every, me = _everybody(work), person_id_of(work.actor)
        return render_template(
            "substitutes.html",
            rows=listed(work),
            names=_names(work),
            today=work.today,
            arranges="administrator" in work.actor.roles,
            people=[(one.username, name) for one, name in every],
            colleagues=[(one.username, name) for one, name in every if one.id != me],
            items=[(one.code, labelled(one, "name")) for one in items.published(work.session)],
            departments=_own(work),
            said=said or {},
            faults=refusal.faults if refusal else [],
        )


def _everybody(work: Work) -> list[tuple[Person, str]]:
    """Return everybody with name and department, one's own colleagues first."""
    known = dict(map(code_and_name, departments.departments(work.session)))
    at: dict[int, set[str]] = {}
    for department, _, person in people.holders(work.session, work.today):
        at.setdefault(person, set()).add(department or "")
    own, told = work.actor.departments, []
    for one in people.everybody(work.session):
        places = at.get(one.id, set())
        where = gettext(", ").join(name for code, name in known.items() if code in places)
        name = gettext("%(name)s (%(where)s)", name=one.name, where=where) if where else one.name
        if one.active:
            told.append((not places & own, one, name))
    return [(one, name) for _, one, name in sorted(told, key=lambda row: row[0])]


def _own(work: Work) -> list[tuple[str, str]]:
    known = departments.departments(work.session)
    return [code_and_name(one) for one in known if one.code in work.actor.departments]


def _names(work: Work) -> dict[str, str]:
    known = dict(map(code_and_name, departments.departments(work.session)))
    return known | {one.code: labelled(one, "name") for one in items.everything(work.session)}
