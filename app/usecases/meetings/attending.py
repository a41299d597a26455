"""It is noted who came to a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.storage.case.history import write
from app.storage.joint.meetings import ABSENT, EXCUSED, PRESENT, Invitation, Meeting
from app.usecases.meetings import telling
from app.usecases.meetings.picking import pick_meeting
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid


@dataclass(frozen=True)
class Attendance:
    """Who came; whoever is not named was absent.

    :param present: by the department's code, the names of those who came for it.
    :param excused: departments that had a valid reason not to come.
    """

    present: Mapping[str, str] = field(default_factory=dict)
    excused: Sequence[str] = ()


def take_attendance(work: Work, number: str, meeting_id: int, came: Attendance) -> Meeting:
    """Note who came, who had a valid reason not to, and who was absent; until it is closed again.

    :raises NotFound: there is no such case for this actor, or no such meeting in it.
    :raises Conflict: the case is decided, the meeting was held or called off, or has not begun.
    :raises NotAllowed: they neither lead nor coordinate the case.
    :raises Invalid: somebody named is not invited, or is both present and excused.

    Source: facts 2.4.6 (no valid reason for absence counts as agreement); decision 183.
    """
    held = pick_meeting(work, number, meeting_id)
    meeting = held.meeting
    if work.now < meeting.begins_at:
        raise Conflict("meeting.not_begun", "This meeting has not begun yet.")
    if faults := _faults(held.invited, came):
        raise Invalid("meeting.invalid", "Please correct what is marked.", faults)
    for one in held.invited:
        one.attendance = _of(one.department, came)
        one.came = came.present.get(one.department, "").strip() or None
    meeting.attended_at = work.now
    told = {
        how: [one.department for one in held.invited if one.attendance == how]
        for how in (PRESENT, EXCUSED, ABSENT)
    }
    write(
        work.session, held.case, [telling.fact(meeting, "attended", **told)], work.actor, work.now
    )
    return meeting


def present(invited: Sequence[Invitation]) -> list[Invitation]:
    """Return the departments that came."""
    return [one for one in invited if one.attendance == PRESENT]


def _of(department: str, came: Attendance) -> str:
    if department in came.present:
        return PRESENT
    return EXCUSED if department in came.excused else ABSENT


def _faults(invited: Sequence[Invitation], came: Attendance) -> list[Fault]:
    known = {one.department for one in invited}
    found = []
    for code in (*came.present, *came.excused):
        if code not in known:
            message = "This department is not invited."
            found.append(Fault(f"present.{code}", "meeting.stranger", message))
    for code in {*came.present} & {*came.excused}:
        message = "A department is present or excused, not both."
        found.append(Fault(f"present.{code}", "meeting.both", message))
    return found
