"""The meetings to come and those that are over, of one's departments or all one may see."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE

from app.pages.staff.meetings.shown import shown
from app.pages.staff.naming import names
from app.permissions import STAFF, may_come
from app.shapes.joint.meetings import MeetingsWanted, wanted_of
from app.shapes.paging import key_of_moment, page
from app.signin import signed_in
from app.storage.joint import meetings
from app.unit_of_work import look

blueprint = Blueprint("all_meetings", __name__)


@blueprint.get("/meetings", endpoint="list")
@may_come(STAFF)
def listed() -> ResponseReturnValue:
    """List meetings: those to come, nearest first, or those that are over, newest first."""
    with look(actor := signed_in()) as work:
        usual = {"scope": "mine" if actor.departments else "seen"}
        said = usual | {name: value for name, value in request.args.items() if value}
        sent: dict[str, Any] = MeetingsWanted(unknown=EXCLUDE).load(said)
        here = {"scope": sent["scope"], "over": "true" if sent["over"] else "false"}
        found = meetings.listed(work.session, work.actor, wanted_of(sent))
        rows = shown(work, found, names(work))
        part = page(
            rows,
            sent["limit"],
            lambda one: key_of_moment(one.meeting.begins_at, str(one.meeting.id)),
        )
        return render_template(
            "meetings.html",
            scope=sent["scope"],
            over=sent["over"],
            rows=part.items,
            next=url_for("pages.all_meetings.list", **here, after=part.next) if part.next else None,
            first=url_for("pages.all_meetings.list", **here) if sent["after"] else None,
        )
