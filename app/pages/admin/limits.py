"""Other limits of an item: what they would do to running cases, and then the decision."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.pages import posted
from app.pages.admin import periods
from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.permissions import may_come
from app.signin import signed_in
from app.storage.clock import limit_changes
from app.storage.office import items as stored
from app.unit_of_work import look, unit_of_work
from app.usecases.limits import changing, following
from app.usecases.limits.changing import DAYS, Wish
from app.usecases.office.cataloguing import LONGEST
from app.usecases.work import Work
from engine.errors import Fault, Invalid

SHOWN = 50
AT_ONCE = 50
"""Cases that follow before the answer; the clock lets the others follow."""


@blueprint.get("/admin/items/<code>/limits")
@may_come(ADMINISTRATOR)
def limits(code: str) -> ResponseReturnValue:
    """Show the limits of an item, and what others would do to its running cases: 404 unknown."""
    return _page(code)


@blueprint.post("/admin/items/<code>/limits")
@may_come(ADMINISTRATOR)
def change_limits(code: str) -> ResponseReturnValue:
    """Change the limits of an item: 422 with everything that is wrong."""
    try:
        with unit_of_work(signed_in()) as work:
            changing.change_limits(work, code, _wish())
    except Invalid as refusal:
        return _page(code, refusal.faults), 422
    clock.follow_changes(AT_ONCE)
    flash(gettext("The limits are changed."), "success")
    return redirect(url_for("pages.admin.limits", code=code))


def _wish() -> Wish:
    """Return what was posted, or asked for.

    :raises Invalid: a number of days, or a further limit, cannot be read.
    """
    days = {name: request.values.get(name, type=int) for name in DAYS}
    faults = [
        Fault(name, "item.days", "Please give a number of working days.")
        for name, value in days.items()
        if value is None or abs(value) > LONGEST
    ]
    try:
        further = periods.read()
    except Invalid as refusal:
        faults += refusal.faults
    if faults:
        raise Invalid("limit.invalid", "These limits cannot be kept.", faults)
    promised, statutory = (days[name] or 0 for name in DAYS)
    told = posted.text("running"), posted.text("reason"), bool(posted.text("corrects"))
    return Wish(promised, statutory, further, *told)


def asked() -> list[tuple[str, str]]:
    """Return the limits that are asked for, as they were typed."""
    names = (*DAYS, periods.TYPED)
    each = request.values.items()
    return [(name, said) for name, said in each if name in names or name.startswith("periods.")]


def _page(code: str, faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        item = stored.of_code(work.session, code)
        return render_template(
            "admin/limits.html",
            item=item,
            usual=work.clock.limit(item.code, item.handling_kind),
            periods=work.clock.periods.get(item.handling_kind, ()),
            running=limit_changes.how_many_run(work.session, code),
            changes=limit_changes.of_item(work.session, code),
            sent=request.values,
            asked=asked(),
            sees_all=work.actor.sees_all,
            **periods.shown(work, item),
            **_foreseen(work, code, faults),
        )


def _foreseen(work: Work, code: str, faults: Sequence[Fault]) -> dict[str, Any]:
    """Return what the limits that are asked for would do."""
    if "promised_days" not in request.values:
        return {"rows": None, "next": None, "first": None, "faults": faults}
    after = request.args.get("after", default=0, type=int)
    try:
        wish = _wish()
        told = Wish(wish.promised_days, wish.statutory_days, wish.periods)
        rows, last = following.foresee(work, code, told, after, SHOWN)
    except Invalid as refusal:
        return {"rows": None, "next": None, "first": None, "faults": faults or refusal.faults}
    here: dict[str, Any] = {"code": code, **dict(asked())}
    return {
        "rows": rows,
        "next": url_for("pages.admin.limits", after=last, **here) if last else None,
        "first": url_for("pages.admin.limits", **here) if after else None,
        "faults": faults,
    }
