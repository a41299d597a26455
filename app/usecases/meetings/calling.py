"""Whoever leads a case calls a joint meeting, or a joint survey of the site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.storage.case.cases import Case
from app.storage.case.history import write
from app.storage.desk.tasks import group_of
from app.storage.joint.meetings import PLANNED, Invitation, Meeting
from app.usecases.meetings import checking, limits, telling
from app.usecases.meetings.picking import pick_case
from app.usecases.work import Work
from engine.errors import Fault, Invalid
from engine.rules.meetings import quorum


@dataclass(frozen=True)
class Call:
    """What is called.

    :param kind: ``meeting`` or ``survey``.
    :param begins_at: aware.
    :param departments: by their codes; the lead, who holds it, is not among them.
    :param people: user names of those who are invited by name beside their departments.
    """

    kind: str
    place: str
    begins_at: datetime | None
    agenda: str
    departments: Sequence[str]
    people: Sequence[str] = ()


def call_meeting(work: Work, number: str, call: Call) -> Meeting:
    """Invite departments to a joint meeting or survey; they may see the case from now on.

    :raises NotFound: there is no such case for this actor.
    :raises Conflict: it is decided, or has ended.
    :raises NotAllowed: they neither lead nor coordinate it.
    :raises Invalid: kind, place, moment, agenda or those invited; with everything that is wrong.

    Source: facts 2.4.6 (联合会商, 联合踏勘); goal L19; decision 183.
    """
    case = pick_case(work, number).case
    if faults := _faults(work, case, call):
        raise Invalid("meeting.invalid", "Please correct what is marked.", faults)
    meeting = _row(work, case, call)
    work.session.add(meeting)
    work.session.flush()
    invited = [_invitation(work, meeting, code) for code in dict.fromkeys(call.departments)]
    work.session.add_all(invited)
    case.gatherings = (case.gatherings or 0) + 1
    case.departments = list(dict.fromkeys([*case.departments, *call.departments]))
    limits.begin(work, case, meeting)
    telling.tell_invited(work, case, meeting, invited, telling.CALLED)
    telling.tell_party(work, case, meeting, "called")
    told = telling.fact(meeting, "called", departments=[one.department for one in invited])
    write(work.session, case, [told], work.actor, work.now)
    return meeting


def _faults(work: Work, case: Case, call: Call) -> list[Fault]:
    silent = "Please say what is to be talked about or looked at."
    return [
        *checking.kind_faults(call.kind),
        *checking.plan_faults(work, case, call.kind, call.place, call.begins_at),
        *([] if call.agenda.strip() else [Fault("agenda", "meeting.no_agenda", silent)]),
        *checking.invited_faults(work, case, call.departments, call.people),
    ]


def _row(work: Work, case: Case, call: Call) -> Meeting:
    percent = work.meetings.kinds[call.kind].quorum_percent
    return Meeting(
        case_id=case.id,
        kind=call.kind,
        place=call.place.strip(),
        begins_at=call.begins_at,
        agenda=call.agenda.strip(),
        people=list(dict.fromkeys(call.people)),
        quorum=quorum(len({*call.departments}), percent),
        state=PLANNED,
        changes=0,
        called_by=work.actor.id,
        called_by_name=work.actor.name,
        called_at=work.now,
        invited_at=work.now,
    )


def _invitation(work: Work, meeting: Meeting, department: str) -> Invitation:
    role = checking.representatives(work, department) or work.meetings.representatives[0]
    return Invitation(
        meeting_id=meeting.id, department=department, group=group_of(department, role)
    )
