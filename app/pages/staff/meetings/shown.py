"""A meeting as pages show it, with what one may do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.pages.staff.naming import Names
from app.storage.case.cases import Case
from app.storage.joint import meetings
from app.storage.joint.meetings import PLANNED, Invitation, Meeting
from app.storage.office import people
from app.usecases.meetings.attending import present
from app.usecases.meetings.picking import may_convene
from app.usecases.work import Work


@dataclass(frozen=True)
class Shown:
    """A meeting in a list.

    :param begun: whether it has begun and is not over.
    :param mine: the invitation of one's own department that waits for an answer, if one does.
    """

    meeting: Meeting
    case: Case
    invited: Sequence[Invitation]
    names: Sequence[str]
    begun: bool
    mine: Invitation | None

    @property
    def came(self) -> int:
        """How many departments came, or said so."""
        if self.meeting.attended_at is not None:
            return len(present(self.invited))
        return sum(one.reply == meetings.ACCEPTED for one in self.invited)


def of_case(work: Work, case: Case, office: Names) -> list[Shown]:
    """Return the meetings of a case; most cases never had one, and nothing is asked for them."""
    if not case.gatherings:
        return []
    return shown(work, [(one, case) for one in meetings.of_case(work.session, case.id)], office)


def shown(work: Work, rows: Sequence[tuple[Meeting, Case]], office: Names) -> list[Shown]:
    """Return meetings for a list."""
    invited = meetings.invited(work.session, [meeting.id for meeting, _ in rows])
    return [
        Shown(
            meeting,
            case,
            invited[meeting.id],
            [office.department(one.department) for one in invited[meeting.id]],
            meeting.state == PLANNED and work.now >= meeting.begins_at,
            next((one for one in invited[meeting.id] if _waits(work, meeting, one)), None),
        )
        for meeting, case in rows
    ]


def whole(work: Work, case: Case, meeting: Meeting, office: Names) -> dict[str, Any]:
    """Return what the page of a meeting shows."""
    (one,) = shown(work, [(meeting, case)], office)
    named = [people.by_username(work.session, username) for username in meeting.people]
    return {
        "case": case,
        "meeting": meeting,
        "rows": [(row, office.department(row.department)) for row in one.invited],
        "came": one.came,
        "begun": one.begun,
        "named": [person.name for person in named if person is not None],
        "lead_name": office.department(case.lead_department),
        "may": _may(work, case, one),
        "minutes_days": work.meetings.kinds[meeting.kind].minutes_days,
    }


def _may(work: Work, case: Case, one: Shown) -> set[str]:
    meeting = one.meeting
    may: set[str] = set()
    if meeting.state != PLANNED:
        return may
    invited = {row.department for row in one.invited} & work.actor.departments
    if invited and not one.begun:
        may.add("reply")
    if may_convene(work.actor, case):
        may |= {"move", "cancel"} | ({"attend"} if one.begun else set())
        enough = meeting.attended_at is not None and one.came >= meeting.quorum
        may |= {"close"} if one.begun and enough else set()
    return may


def _waits(work: Work, meeting: Meeting, one: Invitation) -> bool:
    open_ = meeting.state == PLANNED and work.now < meeting.begins_at and one.reply is None
    return open_ and one.department in work.actor.departments
