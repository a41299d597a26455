"""A meeting is moved to another place or moment, or does not take place after all."""

from dataclasses import dataclass
from datetime import datetime

from app.storage.case.history import write
from app.storage.clock import deadlines
from app.storage.joint.meetings import CANCELLED, Invitation, Meeting
from app.usecases.meetings import checking, limits, telling
from app.usecases.meetings.picking import pick_meeting
from app.usecases.work import Work
from engine.errors import Fault, Invalid


@dataclass(frozen=True)
class Plan:
    """Where and when instead, and why.

    :param begins_at: aware.
    """

    place: str
    begins_at: datetime | None
    reason: str


def move_meeting(work: Work, number: str, meeting_id: int, plan: Plan) -> Meeting:
    """Move a meeting; everybody invited is told, and answers anew.

    :raises NotFound: there is no such case for this actor, or no such meeting in it.
    :raises Conflict: the case is decided, or the meeting was held or called off.
    :raises NotAllowed: they neither lead nor coordinate the case.
    :raises Invalid: place, moment or reason; with everything that is wrong.

    Source: facts 2.4.6 (those invited are told in time).
    """
    held = pick_meeting(work, number, meeting_id)
    case, meeting = held.case, held.meeting
    faults = [*checking.plan_faults(work, case, meeting.kind, plan.place, plan.begins_at)]
    _refuse(faults + _reason_faults(plan.reason))
    before = telling.here(meeting.begins_at)
    meeting.place, meeting.begins_at = plan.place.strip(), plan.begins_at or meeting.begins_at
    meeting.reason, meeting.changes = plan.reason.strip(), meeting.changes + 1
    meeting.invited_at, meeting.attended_at = work.now, None
    for one in held.invited:
        _ask_anew(one)
    limits.end(work, case, meeting, deadlines.REPLACED)
    limits.begin(work, case, meeting)
    telling.tell_invited(work, case, meeting, held.invited, telling.MOVED)
    telling.tell_party(work, case, meeting, "moved")
    told = telling.fact(meeting, "moved", before=before, reason=meeting.reason)
    write(work.session, case, [told], work.actor, work.now)
    return meeting


def cancel_meeting(work: Work, number: str, meeting_id: int, reason: str) -> Meeting:
    """Call a meeting off; everybody invited is told why.

    :raises NotFound: there is no such case for this actor, or no such meeting in it.
    :raises Conflict: the case is decided, or the meeting was held or called off.
    :raises NotAllowed: they neither lead nor coordinate the case.
    :raises Invalid: there is no reason.
    """
    held = pick_meeting(work, number, meeting_id)
    case, meeting = held.case, held.meeting
    _refuse(_reason_faults(reason))
    meeting.state, meeting.reason, meeting.changes = CANCELLED, reason.strip(), meeting.changes + 1
    meeting.ended_at, meeting.ended_by_name = work.now, work.actor.name
    limits.end(work, case, meeting, deadlines.CANCELLED)
    telling.tell_invited(work, case, meeting, held.invited, telling.CANCELLED)
    telling.tell_party(work, case, meeting, "cancelled")
    told = telling.fact(meeting, "cancelled", reason=meeting.reason)
    write(work.session, case, [told], work.actor, work.now)
    return meeting


def _reason_faults(reason: str) -> list[Fault]:
    missing = Fault("reason", "meeting.no_why", "Please give a reason.")
    return [] if reason.strip() else [missing]


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise Invalid("meeting.invalid", "Please correct what is marked.", faults)


def _ask_anew(one: Invitation) -> None:
    one.reply = one.reply_reason = one.replied_by_name = one.replied_at = None
    one.attendance = one.came = None
