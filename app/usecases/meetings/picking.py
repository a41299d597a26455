"""A meeting in hand, and who may do something with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.storage.case.cases import Case
from app.storage.joint import meetings
from app.storage.joint.meetings import PLANNED, Invitation, Meeting
from app.usecases.moving import Hand, pick_up
from app.usecases.work import Work
from engine.errors import Conflict, NotAllowed
from engine.people import Actor

COORDINATOR = "centre_coordinator"


@dataclass(frozen=True)
class Held:
    """A meeting with its case, locked, and with everybody invited.

    :param hand: the case in hand.
    """

    hand: Hand
    meeting: Meeting
    invited: Sequence[Invitation]

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.hand.case


def may_convene(actor: Actor, case: Case) -> bool:
    """Whether somebody calls meetings of a case: the department that leads it, or coordinators.

    Source: facts 2.4.6 (the lead names topic, day and those invited).
    """
    runs = case.ended_at is None and case.decided_on is None
    return runs and (case.lead_department in actor.departments or COORDINATOR in actor.roles)


def pick_case(work: Work, number: str) -> Hand:
    """Return a case whose meetings the actor may call.

    :raises NotFound: there is no such case for this actor.
    :raises Conflict: it is decided, or has ended.
    :raises NotAllowed: they neither lead nor coordinate it.
    """
    hand = pick_up(work, number)
    if hand.case.ended_at is not None or hand.case.decided_on is not None:
        message = "This case is decided: there is nothing left to confer about."
        raise Conflict("meeting.decided", message)
    if not may_convene(work.actor, hand.case):
        message = "Only the department that leads the case, or a coordinator, calls its meetings."
        raise NotAllowed("meeting.not_yours", message)
    return hand


def pick_meeting(work: Work, number: str, meeting_id: int) -> Held:
    """Return a meeting that is still planned, for whoever may call it.

    :raises NotFound: there is no such case for this actor, or no such meeting in it.
    :raises Conflict: the case is decided, or the meeting was held or called off.
    :raises NotAllowed: they neither lead nor coordinate the case.
    """
    return _planned(work, pick_case(work, number), meeting_id)


def pick_invitation(work: Work, number: str, meeting_id: int) -> tuple[Held, list[Invitation]]:
    """Return a meeting that is still planned, and the invitations of the actor's departments.

    :raises NotFound: there is no such case for this actor, or no such meeting in it.
    :raises Conflict: the meeting was held or called off.
    :raises NotAllowed: none of their departments is invited.
    """
    held = _planned(work, pick_up(work, number), meeting_id)
    theirs = [one for one in held.invited if one.department in work.actor.departments]
    if not theirs:
        raise NotAllowed("meeting.not_invited", "Your department is not invited.")
    return held, theirs


def _planned(work: Work, hand: Hand, meeting_id: int) -> Held:
    meeting = meetings.of_number(work.session, hand.case.id, meeting_id)
    if meeting.state != PLANNED:
        raise Conflict("meeting.over", "This meeting was held, or does not take place.")
    return Held(hand, meeting, meetings.invited(work.session, [meeting.id])[meeting.id])
