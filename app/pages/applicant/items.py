"""What one can apply for, with everything the law has published about it."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from app.pages.posted import APPLICANT, MATERIALS
from app.pages.showing import labelled
from app.permissions import ANYBODY, may_come
from app.shapes.case import receiving
from app.signin import NOBODY
from app.storage.office import departments, items, processes
from app.storage.office.items import Item
from app.unit_of_work import look
from app.usecases.work import Work

OF_PARTY = {
    "name": lazy_gettext("Name of the person or organisation"),
    "id_number": lazy_gettext("Identity number or unified social credit code"),
    "phone": lazy_gettext("Phone"),
    "email": lazy_gettext("E-mail address"),
}
"""What is asked of an applicant, besides which the form may ask the same of others."""

blueprint = Blueprint("items", __name__)
blueprint.url_value_preprocessor(receiving.roomy)


@blueprint.get("/items")
@may_come(ANYBODY)
def list() -> ResponseReturnValue:
    """List the published items, perhaps those whose name holds some words."""
    q = request.args.get("q", "").strip()
    with look(NOBODY) as work:
        found = [item for item in items.published(work.session) if _fits(item, q)]
        names = department_names(work)
    rows = [{"item": item, "department_name": names[item.lead_department]} for item in found]
    return render_template("applicant/items.html", rows=rows, q=q)


@blueprint.get("/items/<code>")
@may_come(ANYBODY)
def show(code: str) -> ResponseReturnValue:
    """Show one item with its eight publications, materials and limits: 404 unknown."""
    with look(NOBODY) as work:
        item = items.get(work.session, code)
        return render_template(
            "applicant/item.html",
            item=item,
            department_name=department_names(work)[item.lead_department],
            open=item.process is not None
            and processes.latest(work.session, item.process) is not None,
        )


def labels(item: Item) -> dict[str, str]:
    """Return how a list of faults names what is asked beside a form, by its places."""
    asked = {f"{MATERIALS}{one['code']}": labelled(one, "name") for one in item.materials}
    party = gettext("Applicant")
    return {APPLICANT + member: f"{party} · {label}" for member, label in OF_PARTY.items()} | asked


def department_names(work: Work) -> dict[str, str]:
    """Return the names of all departments by code, in the language of the page."""
    return {row.code: labelled(row, "name") for row in departments.departments(work.session)}


def _fits(item: Item, q: str) -> bool:
    return q.lower() in f"{item.name} {item.name_en} {item.code}".lower()
