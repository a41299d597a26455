"""Calling a meeting: what, where, when, and who is invited."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import faults_of, status_of
from app.pages import posted
from app.pages.staff.naming import Names, names
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.office import people
from app.unit_of_work import look
from app.usecases.meetings import calling
from app.usecases.meetings.calling import Call
from app.usecases.meetings.picking import pick_case
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid
from engine.rules.deadlines import OFFICE_ZONE

blueprint = Blueprint("calling", __name__)

NOTHING = Call("meeting", "", None, "", ())


@blueprint.get("/cases/<number>/meetings/new")
@may_come(STAFF)
def form(number: str) -> ResponseReturnValue:
    """Ask what is to be called: 403 neither leads nor coordinates, 409 decided."""
    return _page(number, NOTHING)


@blueprint.post("/cases/<number>/meetings/new")
@may_come(STAFF)
def call(number: str) -> ResponseReturnValue:
    """Call a meeting: 403 neither leads nor coordinates, 409 decided, 422 all faults."""
    wish = Call(
        posted.text("kind"),
        posted.text("place"),
        moment_of("begins_at"),
        posted.text("agenda"),
        request.form.getlist("departments"),
        request.form.getlist("people"),
    )
    try:
        with deed(signed_in(), case=number) as work:
            meeting = calling.call_meeting(work, number, wish)
            meeting_id = meeting.id
    except (Invalid, Conflict) as refusal:
        return _page(number, wish, faults_of(refusal)), status_of(refusal)
    flash(gettext("Those invited have been told."), "success")
    return redirect(url_for("pages.meetings.show", number=number, meeting_id=meeting_id))


def moment_of(name: str) -> datetime | None:
    """Return the moment that was typed, in the office's zone; none where it is none."""
    try:
        return datetime.fromisoformat(posted.text(name)).replace(tzinfo=OFFICE_ZONE)
    except ValueError:
        return None


def _page(number: str, sent: Call, faults: Sequence[Fault] = ()) -> str:
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        pick_case(work, number)
        office = names(work)
        rules = work.meetings.kinds
        return render_template(
            "meeting_call.html",
            case=case,
            sent=sent,
            typed=posted.text("begins_at"),
            faults=faults,
            rows=_invitable(work, case, office),
            notice_days=max(one.notice_days for one in rules.values()),
            quorum=rules,
        )


def _invitable(work: Work, case: Case, office: Names) -> list[dict[str, Any]]:
    """Return the departments that can be invited with their people, those of the case first."""
    held = people.holders(work.session, work.today)
    staff = {person for department, _, person in held if department}
    by_id = people.by_id(work.session, staff)
    found: dict[str, dict[str, str]] = {}
    for department, _, person in held:
        if department and department != case.lead_department:
            found.setdefault(department, {})[by_id[person].username] = by_id[person].name
    order = [*case.departments, *office.departments]
    codes = [code for code in dict.fromkeys(order) if code in found]
    return [
        {
            "code": code,
            "name": office.department(code),
            "people": sorted(found[code].items(), key=lambda one: people.by_pinyin(one[1])),
            "concerned": code in case.departments,
        }
        for code in codes
    ]
