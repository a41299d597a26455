"""Items of the catalogue: what is offered, with which limits, and what is missing."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from app.pages import posted
from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.pages.staff.naming import names
from app.permissions import may_come
from app.signin import signed_in
from app.storage.office import departments, processes
from app.storage.office import items as stored
from app.storage.office.items import Item
from app.unit_of_work import look, unit_of_work
from app.usecases.limits import changing
from app.usecases.office import cataloguing
from app.usecases.office.cataloguing import Offer
from app.usecases.work import Work
from engine.errors import Fault, Invalid

DAYS = ("promised_days", "statutory_days", "warning_days", "step_warning_days")
NUMBERS = ("warning_percent", "reminder_days")
"""What may be left empty."""


@blueprint.get("/admin/items")
@may_come(ADMINISTRATOR)
def items() -> ResponseReturnValue:
    """List all items, with what each still lacks."""
    with look(signed_in()) as work:
        office, published = names(work), _processes(work)
        rows = [
            {
                "item": one,
                "department_name": office.department(one.lead_department),
                "process_name": published.get(one.process or ""),
                "faults": _lacks(one, published),
            }
            for one in stored.everything(work.session)
        ]
    return render_template("admin/items.html", rows=rows)


@blueprint.get("/admin/items/<code>")
@may_come(ADMINISTRATOR)
def item(code: str) -> ResponseReturnValue:
    """Show one item: 404 unknown."""
    return _page(code)


@blueprint.post("/admin/items/<code>")
@may_come(ADMINISTRATOR)
def change_item(code: str) -> ResponseReturnValue:
    """Change an item, perhaps publish it: 422 with everything that is wrong."""
    try:
        offer = _posted()
        with unit_of_work(signed_in()) as work:
            changed = changing.told(cataloguing.change_item(work, code, offer))
    except Invalid as refusal:
        return _page(code, request.form, refusal.faults), 422
    wanted = {name: getattr(offer, name) for name in changing.DAYS}
    if any(changed[name] != days for name, days in wanted.items()):
        flash(gettext("Cases are under way: please decide about their limits, too."), "warning")
        return redirect(url_for("pages.admin.limits", code=code, **wanted))
    flash(gettext("The item is changed."), "success")
    return redirect(url_for("pages.admin.items"))


def _posted() -> Offer:
    """Return the offer that was posted.

    :raises Invalid: a number of days cannot be read.
    """
    days = {name: request.form.get(name, type=int) for name in DAYS}
    numbers = {name: request.form.get(name, type=int) for name in NUMBERS if posted.text(name)}
    faults = [
        Fault(name, "item.days", "Please give a number of working days.")
        for name, value in (days | numbers).items()
        if value is None or abs(value) > cataloguing.LONGEST
    ]
    if faults:
        raise Invalid("item.invalid", "The item cannot be changed like this.", faults)
    return Offer(
        process=posted.text("process") or None,
        lead_department=posted.text("lead_department"),
        handling_kind=posted.text("handling_kind"),
        signatures=request.form.get("signatures", 0, type=int),
        published=bool(posted.text("published")),
        **{name: value or 0 for name, value in days.items()},
        warning_percent=numbers.get("warning_percent"),
        reminder_days=numbers.get("reminder_days"),
    )


def _page(code: str, sent: Mapping[str, Any] | None = None, faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        found = stored.of_code(work.session, code)
        return render_template(
            "admin/item.html",
            item=found,
            sent=found if sent is None else sent,
            departments=departments.departments(work.session),
            processes=list(_processes(work).items()),
            missing=cataloguing.unpublished(found),
            faults=faults,
        )


def _processes(work: Work) -> dict[str, str]:
    """Return the names of the published processes by their keys."""
    named: dict[str, str] = {}
    for version in processes.versions(work.session):
        named.setdefault(version.key, version.name)
    return named


def _lacks(one: Item, published: Mapping[str, str]) -> list[str]:
    lacks = [] if one.process in published else [gettext("no process")]
    if missing := len(cataloguing.unpublished(one)):
        said = ngettext("%(num)d publication missing", "%(num)d publications missing", missing)
        lacks.append(said)
    return lacks
