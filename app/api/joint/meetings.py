"""Joint meetings and joint surveys of cases."""

from typing import Any

from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import STAFF, may_come
from app.shapes.joint.meetings import (
    AttendanceSent,
    CancelSent,
    MeetingsWanted,
    MeetingView,
    MeetingWanted,
    MinutesSent,
    MoveSent,
    ReplySent,
    key_of,
    seen_meetings,
    wanted_of,
)
from app.shapes.paging import TextPage, list_of, page, page_of_all
from app.signin import signed_in
from app.storage.case import cases
from app.storage.case.cases import Case
from app.storage.joint import meetings
from app.storage.joint.meetings import Meeting
from app.unit_of_work import look
from app.usecases.meetings import attending, calling, changing, closing, replying
from app.usecases.meetings.attending import Attendance
from app.usecases.meetings.calling import Call
from app.usecases.meetings.changing import Plan
from app.usecases.meetings.closing import Minutes, Said
from app.usecases.meetings.replying import Reply

MEETING: Thing[Meeting] = Thing(
    name=lambda meeting: str(meeting.id),
    find=lambda work, reference: work.session.get_one(Meeting, int(reference)),
    show=lambda work, meeting: seen_meetings(
        work, [(meeting, work.session.get_one(Case, meeting.case_id))]
    )[0],
)
MEETINGS = list_of(MeetingView)
ONE = "/cases/<number>/meetings/<int(max=2147483647):meeting_id>"

blueprint = Resource("meetings", "", "Joint meetings and joint surveys of cases.")


@blueprint.get("/meetings")
@may_come(STAFF)
@blueprint.arguments(MeetingsWanted, location="query")
@blueprint.response(200, MEETINGS)
def listed(wanted: dict[str, Any]) -> Any:
    """List meetings: those to come, nearest first, or those that are over, newest first."""
    with look(signed_in()) as work:
        rows = meetings.listed(work.session, work.actor, wanted_of(wanted))
        return page(seen_meetings(work, rows), wanted["limit"], key_of)


@blueprint.get("/cases/<number>/meetings")
@may_come(STAFF)
@blueprint.arguments(TextPage, location="query")
@blueprint.response(200, MEETINGS)
def of_case(wanted: dict[str, Any], number: str) -> Any:
    """List the meetings of a case, the first first."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        rows = [(one, case) for one in meetings.of_case(work.session, case.id)]
        seen = seen_meetings(work, rows)
    return page_of_all(seen, wanted, lambda one: str(one.meeting.id))


@blueprint.post("/cases/<number>/meetings")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(MeetingWanted)
@blueprint.response(201, MeetingView)
def call(sent: dict[str, Any], number: str) -> Any:
    """Call a meeting: 403 neither leads nor coordinates, 409 decided, 422 all faults."""
    wish = Call(**sent)
    return done(MEETING, lambda work: (calling.call_meeting(work, number, wish), 201), case=number)


@blueprint.get(ONE)
@may_come(STAFF)
@blueprint.response(200, MeetingView)
def show(number: str, meeting_id: int) -> Any:
    """Show a meeting with everybody invited: 404 unknown or not visible."""
    with look(signed_in()) as work:
        case = cases.seen(work.session, number, work.actor)
        meeting = meetings.of_number(work.session, case.id, meeting_id)
        return seen_meetings(work, [(meeting, case)])[0]


@blueprint.post(f"{ONE}/reply")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(ReplySent)
@blueprint.response(200, MeetingView)
def reply(sent: dict[str, Any], number: str, meeting_id: int) -> Any:
    """Say whether one's department comes: 403 not invited, 409 begun or over, 422 no reason."""
    said = Reply(**sent)
    return done(
        MEETING, lambda work: (replying.reply(work, number, meeting_id, said), 200), case=number
    )


@blueprint.post(f"{ONE}/move")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(MoveSent)
@blueprint.response(200, MeetingView)
def move(sent: dict[str, Any], number: str, meeting_id: int) -> Any:
    """Move a meeting: 403 not yours, 409 over, 422 all faults."""
    plan = Plan(**sent)
    return done(
        MEETING,
        lambda work: (changing.move_meeting(work, number, meeting_id, plan), 200),
        case=number,
    )


@blueprint.post(f"{ONE}/cancel")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(CancelSent)
@blueprint.response(200, MeetingView)
def cancel(sent: dict[str, Any], number: str, meeting_id: int) -> Any:
    """Call a meeting off: 403 not yours, 409 over, 422 no reason."""
    why = sent["reason"]
    return done(
        MEETING,
        lambda work: (changing.cancel_meeting(work, number, meeting_id, why), 200),
        case=number,
    )


@blueprint.post(f"{ONE}/attendance")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(AttendanceSent)
@blueprint.response(200, MeetingView)
def attend(sent: dict[str, Any], number: str, meeting_id: int) -> Any:
    """Note who came: 403 not yours, 409 not begun or over, 422 who is not invited."""
    came = Attendance(**sent)
    return done(
        MEETING,
        lambda work: (attending.take_attendance(work, number, meeting_id, came), 200),
        case=number,
    )


@blueprint.post(f"{ONE}/minutes")
@may_come(STAFF)
@blueprint.doc(**KEYED)
@blueprint.arguments(MinutesSent)
@blueprint.response(200, MeetingView)
def close(sent: dict[str, Any], number: str, meeting_id: int) -> Any:
    """Close a meeting with its minutes: 403 not yours, 409 no quorum or over, 422 all faults."""
    said = {code: Said(**one) for code, one in sent["said"].items()}
    minutes = Minutes(sent["minutes"], said)
    return done(
        MEETING,
        lambda work: (closing.close_meeting(work, number, meeting_id, minutes), 200),
        case=number,
    )
