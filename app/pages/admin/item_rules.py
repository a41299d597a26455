"""What an item says of rights and rules: what would change, and then the decision."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext

from app.pages import posted
from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.pages.showing import labelled
from app.pages.staff.naming import Names, names
from app.permissions import may_come
from app.signin import signed_in
from app.storage.clock import limit_changes
from app.storage.office import departments, item_changes
from app.storage.office import items as stored
from app.storage.office.items import Item
from app.unit_of_work import look, unit_of_work
from app.usecases.office import item_rules
from app.usecases.office.item_rules import ItemRules, Named
from engine.errors import Fault, Invalid
from engine.rules.material_rights import READERS, SENDERS
from engine.rules.upward import GO_ON, WAIT

ASKED = "asked"
"""Says that the page asks for other rules at all."""
NEAR = {"yes": True, "no": False}
RIGHTS = (READERS, SENDERS)
RIGHT = {READERS: lazy_gettext("may read it"), SENDERS: lazy_gettext("may hand it in")}
COURSE: Mapping[str | None, Any] = {
    WAIT: lazy_gettext("the step waits until the lead department has decided"),
    GO_ON: lazy_gettext("the opinion counts, and the case goes on"),
}
SAID = (
    lazy_gettext("At the opinion “must go to the higher authority”"),
    lazy_gettext("The clock urges with the reminder of the limit of a task"),
    lazy_gettext("The clock urges after the limit of a task"),
)
"""What rules are called, in the order in which they are told."""


@blueprint.get("/admin/items/<code>/rules")
@may_come(ADMINISTRATOR)
def rules(code: str) -> ResponseReturnValue:
    """Show what an item says of rights and rules, and what others would change: 404 unknown."""
    return _page(code)


@blueprint.post("/admin/items/<code>/rules")
@may_come(ADMINISTRATOR)
def change_rules(code: str) -> ResponseReturnValue:
    """Change what an item says of rights and rules: 422 with everything that is wrong."""
    try:
        with unit_of_work(signed_in()) as work:
            item_rules.change_rules(work, code, _wish(), posted.text("reason"))
    except Invalid as refusal:
        return _page(code, refusal.faults), 422
    flash(gettext("The rights and rules are changed."), "success")
    return redirect(url_for("pages.admin.rules", code=code))


def _wish() -> ItemRules:
    """Return what was posted, or asked for.

    :raises Invalid: a number of days cannot be read.
    """
    late = request.values.get("late_days", "").strip()
    if late and not (late.isascii() and late.isdigit()):
        message = "Please give a number of working days."
        faults = [Fault("late_days", "item.days", message)]
        raise Invalid("item.invalid", "The item cannot be changed like this.", faults)
    return ItemRules(
        request.values.get("go_upward") or None,
        NEAR.get(request.values.get("near", "")),
        int(late[:9]) if late else None,
        *(_named(right) for right in RIGHTS),
    )


def _named(right: str) -> Named:
    """Return the departments ticked for each material; limited without any is for the lead."""
    found: dict[str, list[str]] = {}
    for name, ticked in request.values.lists():
        kind, _, code = name.partition(".")
        if kind == right and code:
            found[code] = [one for one in ticked if one]
    return found


def _page(code: str, faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        item, office = stored.of_code(work.session, code), names(work)
        now, changes, wrong = item_rules.rules_of(item), None, [*faults]
        sent = now
        if ASKED in request.values:
            try:
                sent = _wish()
                item_rules.wanted(work, code, sent)
                changes = _changes(item, item_rules.told(now), item_rules.told(sent), office)
            except Invalid as refusal:
                wrong = wrong or [*refusal.faults]
        earlier = [
            (one, _changes(item, one.before, one.after, office))
            for one in item_changes.of_item(work.session, code)
        ]
        return render_template(
            "admin/item_rules.html",
            item=item,
            sent=sent,
            changes=changes,
            asked=[*request.values.items(multi=True)] if changes else (),
            reason=posted.text("reason"),
            courses=COURSE,
            rights=RIGHT,
            departments=departments.departments(work.session),
            running=limit_changes.how_many_run(work.session, code),
            earlier=earlier,
            faults=wrong,
        )


def _changes(
    item: Item, before: Mapping[str, Any], after: Mapping[str, Any], office: Names
) -> list[dict[str, Any]]:
    """Return what differs, in words: what, before, after, and whether it counts at once."""
    rows = [
        {"what": what, "before": old, "after": new, "at_once": False}
        for what, old, new in zip(SAID, _said(before), _said(after), strict=True)
    ]
    named = {one["code"]: labelled(one, "name") for one in item.materials}
    for right in RIGHTS:
        for code in dict.fromkeys([*named, *before[right], *after[right]]):
            old, new = (_whose(one[right].get(code), office) for one in (before, after))
            what = gettext("%(field)s: %(fault)s", field=named.get(code, code), fault=RIGHT[right])
            rows.append({"what": what, "before": old, "after": new, "at_once": True})
    return [row for row in rows if row["before"] != row["after"]]


def _said(told: Mapping[str, Any]) -> list[str]:
    office, days = gettext("as the office says"), told["late_days"]
    near = {True: gettext("yes"), False: gettext("no")}
    late = ngettext("%(num)d working day", "%(num)d working days", days or 0)
    return [
        str(COURSE.get(told["go_upward"], office)),
        near.get(told["near"], office),
        office if days is None else late if days else gettext("never"),
    ]


def _whose(some: Sequence[str] | None, office: Names) -> str:
    if some is None:
        return gettext("everybody who takes part")
    named = [office.department(one) for one in some]
    return gettext(", ").join(named) if named else gettext("the lead department only")
