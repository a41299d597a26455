"""Can a meeting be held like this? Everything that speaks against it, told at once."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.storage.case.cases import Case
from app.storage.office import departments, people
from app.storage.office.people import Person
from app.usecases.work import Work
from engine.errors import Fault
from engine.rules.meetings import KINDS, moment_fault


def kind_faults(kind: str) -> Iterator[Fault]:
    """Yield what is wrong with a kind of meeting."""
    if kind not in KINDS:
        message = "Please choose a joint meeting or a joint survey."
        yield Fault("kind", "meeting.kind", message)


def plan_faults(
    work: Work, case: Case, kind: str, place: str, begins_at: datetime | None
) -> Iterator[Fault]:
    """Yield what is wrong with a place and a moment."""
    if begins_at is None:
        yield Fault("begins_at", "meeting.no_moment", "Please say when it begins.")
    elif kind in KINDS:
        days = work.meetings.kinds[kind].notice_days
        calendar = work.calendar_of(case.lead_department)
        if fault := moment_fault(begins_at, work.now, days, calendar):
            yield fault
    if not place.strip():
        yield Fault("place", "meeting.no_place", "Please say where it is held.")


def invited_faults(
    work: Work, case: Case, invited: Sequence[str], by_name: Sequence[str]
) -> Iterator[Fault]:
    """Yield what is wrong with those invited."""
    active = {one.code for one in departments.departments(work.session) if one.active}
    if not invited:
        yield Fault("departments", "meeting.nobody", "Please invite at least one department.")
    for code in invited:
        if code not in active:
            message = "There is no department “%(code)s”."
            yield Fault("departments", "meeting.department", message, {"code": code})
        elif code == case.lead_department:
            message = "The lead department holds the meeting itself."
            yield Fault("departments", "meeting.lead", message)
        elif representatives(work, code) is None:
            message = "Nobody in “%(department)s” can be told."
            name = departments.name_of(work.session, code, "")
            yield Fault("departments", "meeting.empty", message, {"department": name})
    for username in by_name:
        person = people.by_username(work.session, username)
        if person is None or not _of(work, person, {*invited, case.lead_department}):
            message = "“%(name)s” belongs to none of the departments invited."
            name = person.name if person is not None else username
            yield Fault("people", "meeting.person", message, {"name": name})


def representatives(work: Work, department: str) -> str | None:
    """Return the role that is told for a department; ``None`` where nobody holds one."""
    for role in work.meetings.representatives:
        if people.members(work.session, role, department, work.today):
            return role
    return None


def _of(work: Work, person: Person, codes: set[str]) -> bool:
    held = (post for post in person.posts if post.held_on(work.today))
    return person.active and any(post.department in codes for post in held)
