"""The calendar, kept: changes told, seen beforehand with the cases they move, applied or let be."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.i18n import told
from app.pages import posted
from app.pages.admin.blueprint import ADMINISTRATOR, blueprint
from app.pages.admin.telling import decision
from app.pages.showing import code_and_name
from app.pages.staff.naming import names
from app.permissions import may_come
from app.shapes.clock.calendars import days_moved
from app.signin import signed_in
from app.storage.clock import calendar as stored
from app.storage.clock.calendar import MOVE, PROPOSED, CalendarChange
from app.storage.office import departments
from app.unit_of_work import look, unit_of_work
from app.usecases.calendars import deciding, judging, previewing, proposing
from app.usecases.calendars.missing import next_table
from app.usecases.calendars.reading import File
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid

SHOWN = 50
AT_ONCE = 50
"""Cases that follow before the page answers; the clock lets the others follow."""
ID = "<int(max=2147483647):change_id>"


@blueprint.get("/admin/calendar")
@may_come(ADMINISTRATOR)
def calendar() -> ResponseReturnValue:
    """List the changes of the calendar, the newest first, with what can be told anew."""
    return _page()


@blueprint.post("/admin/calendar/imports")
@may_come(ADMINISTRATOR)
def import_calendar() -> ResponseReturnValue:
    """Propose the table of a year from a file: 422 with everything that is wrong in it."""
    sent = request.files.get("file")
    file = File(
        sent.filename or "" if sent else "",
        sent.stream.read() if sent else b"",
        posted.text("source"),
    )
    year = request.form.get("year", default=0, type=int)
    return _proposed(lambda work: proposing.propose_notice(work, year, file))


@blueprint.post("/admin/calendar/decisions")
@may_come(ADMINISTRATOR)
def decide_calendar() -> ResponseReturnValue:
    """Propose an override, an outage or office hours: 422 with everything that is wrong."""
    return _proposed(lambda work: proposing.propose(work, decision()))


@blueprint.get(f"/admin/calendar/{ID}")
@may_come(ADMINISTRATOR)
def calendar_change(change_id: int) -> ResponseReturnValue:
    """Show what a change does, day by day and case by case: 404 unknown."""
    return _change(change_id)


@blueprint.post(f"/admin/calendar/{ID}")
@may_come(ADMINISTRATOR)
def apply_calendar(change_id: int) -> ResponseReturnValue:
    """Apply a change: 422 no reason, or no word about running cases."""
    try:
        with unit_of_work(signed_in()) as work:
            deciding.apply(work, change_id, posted.text("running"), posted.text("reason"))
    except Invalid as refusal:
        return _change(change_id, refusal.faults), 422
    except Conflict as refusal:
        flash(told(refusal), "warning")
    else:
        clock.follow_changes(AT_ONCE)
        flash(gettext("The calendar has a new version."), "success")
    return redirect(url_for("pages.admin.calendar_change", change_id=change_id))


@blueprint.post(f"/admin/calendar/{ID}/discard")
@may_come(ADMINISTRATOR)
def discard_calendar(change_id: int) -> ResponseReturnValue:
    """Let a proposal be."""
    try:
        with unit_of_work(signed_in()) as work:
            proposing.discard(work, change_id)
    except Conflict as refusal:
        flash(told(refusal), "warning")
    return redirect(url_for("pages.admin.calendar"))


@blueprint.post(f"/admin/calendar/{ID}/lifting")
@may_come(ADMINISTRATOR)
def lift_calendar(change_id: int) -> ResponseReturnValue:
    """Propose that a decision no longer holds."""
    return _proposed(lambda work: proposing.propose_lifting(work, change_id, posted.text("source")))


def _proposed(propose: Callable[[Work], CalendarChange]) -> ResponseReturnValue:
    try:
        with unit_of_work(signed_in()) as work:
            change_id = propose(work).id
    except Invalid as refusal:
        return _page(refusal.faults), 422
    except Conflict as refusal:
        flash(told(refusal), "warning")
        return redirect(url_for("pages.admin.calendar"))
    return redirect(url_for("pages.admin.calendar_change", change_id=change_id))


def _page(faults: Sequence[Fault] = ()) -> str:
    after = request.args.get("after", type=int)
    with look(signed_in()) as work:
        rows = stored.listed(work.session, SHOWN + 1, after)
        held = {one.id for one in work.almanac.decided}
        return render_template(
            "admin/calendar.html",
            rows=[{"change": row, "held": row.id in held} for row in rows[:SHOWN]],
            next=url_for("pages.admin.calendar", after=rows[SHOWN - 1].id)
            if len(rows) > SHOWN
            else None,
            first=url_for("pages.admin.calendar") if after else None,
            departments=[code_and_name(row) for row in departments.departments(work.session)],
            names=names(work),
            faults=faults,
            sent=request.form,
            next_year=next_table(work),
        )


def _change(change_id: int, faults: Sequence[Fault] = ()) -> str:
    after = request.args.get("after", default=0, type=int)
    with look(signed_in()) as work:
        change = stored.of_id(work.session, change_id)
        days = previewing.changed_days(work, change)
        years, office = previewing.new_years(work, change), names(work)
        moved, last = previewing.moved_cases(work, change, after, SHOWN)
        return render_template(
            "admin/calendar_change.html",
            change=change,
            scope=office.department(change.department) or change.region,
            days=days,
            new_years=years,
            unnamed=_unnamed(change),
            rows=[
                {"case": one.case, "limits": [_limit(limit) for limit in one.limits]}
                for one in moved
            ],
            next=url_for("pages.admin.calendar_change", change_id=change_id, after=last)
            if last
            else None,
            first=url_for("pages.admin.calendar_change", change_id=change_id) if after else None,
            open=change.state == PROPOSED,
            follows=stored.progress(work.session, change_id) if change.running == MOVE else None,
            sees_all=work.actor.sees_all,
            faults=faults,
            sent=request.form,
        )


def _limit(limit: Any) -> dict[str, Any]:
    return {"limit": limit, "days": days_moved(limit)}


def _unnamed(change: CalendarChange) -> list[str]:
    """Return the festivals the table of a year does not name: worth a second look."""
    if change.kind != stored.NOTICE or change.state != PROPOSED:
        return []
    return judging.unnamed(name for _, _, name, _ in change.content["days"])
