"""A department that is invited says whether it comes."""

from dataclasses import dataclass

from app.storage.case.history import write
from app.storage.joint.meetings import ACCEPTED, DECLINED, Meeting
from app.storage.office import departments
from app.usecases.meetings import telling
from app.usecases.meetings.picking import pick_invitation
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid


@dataclass(frozen=True)
class Reply:
    """What a department answers.

    :param comes: whether it will be there.
    :param reason: why not.
    """

    comes: bool
    reason: str = ""


def reply(work: Work, number: str, meeting_id: int, said: Reply) -> Meeting:
    """Say for one's department whether it comes; until the meeting begins this may change.

    :raises NotFound: there is no such case for this actor, or no such meeting in it.
    :raises Conflict: the meeting has begun, was held, or does not take place.
    :raises NotAllowed: their department is not invited.
    :raises Invalid: somebody does not come and says no reason.
    """
    held, theirs = pick_invitation(work, number, meeting_id)
    meeting = held.meeting
    if work.now >= meeting.begins_at:
        raise Conflict("meeting.begun", "This meeting has begun: who comes is noted there.")
    reason = said.reason.strip()
    if not said.comes and not reason:
        fault = Fault("reason", "meeting.no_reason", "Please say why nobody of you can come.")
        raise Invalid("meeting.invalid", "Please correct what is marked.", [fault])
    facts = []
    for one in theirs:
        one.reply, one.reply_reason = ACCEPTED if said.comes else DECLINED, reason or None
        one.replied_by_name, one.replied_at = work.actor.name, work.now
        what = "accepted" if said.comes else "declined"
        more = {"reason": reason} if reason else {}
        facts.append(telling.fact(meeting, what, department=one.department, **more))
    names = [departments.name_of(work.session, one.department, "") for one in theirs]
    what = telling.ACCEPTED if said.comes else telling.DECLINED
    telling.tell_lead(work, held.case, meeting, what, department="、".join(names), reason=reason)
    write(work.session, held.case, facts, work.actor, work.now)
    return meeting
