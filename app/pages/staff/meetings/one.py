"""One meeting: who is invited, who comes, who came, and its minutes."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.clock import deed
from app.errors import faults_of, status_of
from app.pages import posted
from app.pages.staff.meetings.calling import moment_of
from app.pages.staff.meetings.shown import whole
from app.pages.staff.naming import names
from app.permissions import STAFF, may_come
from app.signin import signed_in
from app.storage.case import cases
from app.storage.joint import meetings
from app.storage.joint.meetings import EXCUSED, PRESENT
from app.unit_of_work import look
from app.usecases.meetings import attending, changing, closing, replying
from app.usecases.meetings.attending import Attendance
from app.usecases.meetings.changing import Plan
from app.usecases.meetings.closing import Minutes, Said
from app.usecases.meetings.replying import Reply
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid

blueprint = Blueprint("meetings", __name__)

ONE = "/cases/<number>/meetings/<int(max=2147483647):meeting_id>"
Act = Callable[[Work], object]


@blueprint.get(ONE)
@may_come(STAFF)
def show(number: str, meeting_id: int) -> ResponseReturnValue:
    """Show a meeting: 404 unknown or not visible."""
    return _page(number, meeting_id)


@blueprint.post(f"{ONE}/reply")
@may_come(STAFF)
def reply(number: str, meeting_id: int) -> ResponseReturnValue:
    """Say whether one's department comes: 403 not invited, 409 begun or over, 422 no reason."""
    said = Reply(posted.text("comes") == "yes", posted.text("reason"))
    told = gettext("Your answer was noted; the lead department has been told.")
    return _done(
        number,
        meeting_id,
        ("decline", told),
        lambda work: replying.reply(work, number, meeting_id, said),
    )


@blueprint.post(f"{ONE}/move")
@may_come(STAFF)
def move(number: str, meeting_id: int) -> ResponseReturnValue:
    """Move a meeting: 403 not yours, 409 over, 422 all faults."""
    plan = Plan(posted.text("place"), moment_of("begins_at"), posted.text("reason"))
    told = gettext("The meeting was moved; those invited have been told and answer anew.")
    return _done(
        number,
        meeting_id,
        ("move", told),
        lambda work: changing.move_meeting(work, number, meeting_id, plan),
    )


@blueprint.post(f"{ONE}/cancel")
@may_come(STAFF)
def cancel(number: str, meeting_id: int) -> ResponseReturnValue:
    """Call a meeting off: 403 not yours, 409 over, 422 no reason."""
    why = posted.text("reason")
    told = gettext("The meeting was called off; those invited have been told.")
    return _done(
        number,
        meeting_id,
        ("cancel", told),
        lambda work: changing.cancel_meeting(work, number, meeting_id, why),
    )


@blueprint.post(f"{ONE}/attendance")
@may_come(STAFF)
def attend(number: str, meeting_id: int) -> ResponseReturnValue:
    """Note who came: 403 not yours, 409 not begun or over."""
    said = {code: posted.text(f"how.{code}") for code in _named("how.")}
    present = {code: posted.text(f"came.{code}") for code, how in said.items() if how == PRESENT}
    came = Attendance(present, [code for code, how in said.items() if how == EXCUSED])
    told = gettext("It was noted who came.")
    return _done(
        number,
        meeting_id,
        ("", told),
        lambda work: attending.take_attendance(work, number, meeting_id, came),
    )


@blueprint.post(f"{ONE}/minutes")
@may_come(STAFF)
def close(number: str, meeting_id: int) -> ResponseReturnValue:
    """Close a meeting with its minutes: 403 not yours, 409 no quorum or over, 422 all faults."""
    came = [name.removesuffix(".opinion") for name in _named("said.") if name.endswith(".opinion")]
    said = {
        code: Said(posted.text(f"said.{code}.opinion"), posted.text(f"said.{code}.words"))
        for code in came
    }
    minutes = Minutes(posted.text("minutes"), said)
    told = gettext("The minutes are a paper now; those invited have been told.")
    return _done(
        number,
        meeting_id,
        ("", told),
        lambda work: closing.close_meeting(work, number, meeting_id, minutes),
    )


def _named(prefix: str) -> list[str]:
    return [name.removeprefix(prefix) for name in request.form if name.startswith(prefix)]


def _done(number: str, meeting_id: int, asked: tuple[str, str], act: Act) -> ResponseReturnValue:
    """Do a deed and show the meeting again.

    :param asked: the dialog that asks for the deed, and what is told once it is done.
    """
    dialog, told = asked
    try:
        with deed(signed_in(), case=number) as work:
            act(work)
    except (Invalid, Conflict) as refusal:
        return _page(number, meeting_id, faults_of(refusal), dialog), status_of(refusal)
    flash(told, "success")
    return redirect(url_for("pages.meetings.show", number=number, meeting_id=meeting_id))


def _page(number: str, meeting_id: int, faults: Sequence[Fault] = (), asked: str = "") -> str:
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        meeting = meetings.of_number(work.session, case.id, meeting_id)
        shown: dict[str, Any] = whole(work, case, meeting, names(work))
        return render_template(
            "meeting.html", faults=faults, asked=asked, sent=request.form, **shown
        )
