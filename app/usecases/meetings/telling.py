"""What meetings tell: to those invited, to who leads the case, and to its history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.desk.tasks import group_of
from app.storage.joint.meetings import Invitation, Meeting
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases import announcing
from app.usecases.work import Work
from engine.people import APPLICANT
from engine.rules.deadlines import OFFICE_ZONE

CALLED, MOVED, CANCELLED = "meeting_called", "meeting_moved", "meeting_cancelled"
ACCEPTED, DECLINED, CLOSED = "meeting_accepted", "meeting_declined", "meeting_closed"


def fact(meeting: Meeting, what: str, **more: Any) -> Fact:
    """Return what the history says of a deed about a meeting.

    :param what: like ``called``.
    """
    told = {
        "meeting": meeting.id,
        "meeting_kind": meeting.kind,
        "begins_at": here(meeting.begins_at),
        "place": meeting.place,
    }
    return Fact(f"meeting.{what}", None, told | more)


def tell_invited(
    work: Work, case: Case, meeting: Meeting, invited: Sequence[Invitation], what: str
) -> None:
    """Tell every department invited, and who was invited by name and is not told by that."""
    said = about(meeting) | {"by": work.actor.name}
    groups = [one.group for one in invited]
    announcing.to_groups(work, case, f"notice.{what}", said, groups)
    for username in meeting.people:
        person = people.by_username(work.session, username)
        if person is not None and not _groups(person, work) & {*groups}:
            announcing.to_person(work, case, f"notice.{what}", said, person.id)


def tell_party(work: Work, case: Case, meeting: Meeting, what: str) -> None:
    """Tell the applicant of a survey, who has to open the site; meetings are the office's own.

    :param what: like ``called``.
    """
    if meeting.kind == "survey":
        said = {"begins_at": here(meeting.begins_at), "place": meeting.place}
        announcing.to_groups(work, case, f"notice.survey_{what}", said, [APPLICANT])


def tell_lead(work: Work, case: Case, meeting: Meeting, what: str, **more: str) -> None:
    """Tell who leads the case what a department answered."""
    said = about(meeting) | more
    announcing.to_groups(work, case, f"notice.{what}", said, [announcing.leads(case)])


def about(meeting: Meeting) -> dict[str, Any]:
    """Return what a notice says of a meeting."""
    return {
        "meeting": meeting.id,
        "meeting_kind": meeting.kind,
        "begins_at": here(meeting.begins_at),
        "place": meeting.place,
        "agenda": meeting.agenda,
        "reason": meeting.reason or "",
        "paper": meeting.paper or "",
    }


def here(moment: datetime) -> str:
    """Return a moment as it is kept in words: in the zone of the office."""
    return moment.astimezone(OFFICE_ZONE).isoformat()


def _groups(person: Person, work: Work) -> set[str]:
    held = [post for post in person.posts if post.held_on(work.today)]
    return {group_of(post.department, post.role) for post in held}
