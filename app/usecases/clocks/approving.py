"""The second person: who approves what the clock of a case shall do."""

from collections.abc import Collection

from sqlalchemy import or_, select

from app.storage.case.cases import Case
from app.storage.office import departments
from app.storage.office.people import Person
from app.usecases.work import Work
from engine.errors import Fault

PLACE = "approved_by"


def faults(work: Work, case: Case, name: str | None, roles: Collection[str]) -> list[Fault]:
    """Return what is wrong with an approval: missing, unknown, by the wrong person, by oneself.

    :param name: how the one who approved signs in, or their name where only one has it.
    :param roles: of which one is needed, centre-wide or in the department that leads the case;
        none where nobody needs to approve.
    """
    if not name:
        return [_missing(work, roles)] if roles else []
    person = approver(work, name)
    if person is None:
        message = "There is no active person “%(name)s”."
        return [Fault(PLACE, "approval.unknown", message, {"name": name})]
    found = []
    if roles and not _holds(work, case, person, roles):
        message = "“%(name)s” may not approve this; needed is one of: %(roles)s."
        params = {"name": person.name, "roles": _named(work, roles)}
        found.append(Fault(PLACE, "approval.not_approver", message, params))
    if f"person:{person.id}" == work.actor.id:
        message = "Somebody else approves than the one who asks."
        found.append(Fault(PLACE, "approval.same_person", message))
    return found


def approver(work: Work, name: str) -> Person | None:
    """Return the active person of this user name, or of this name where only one has it."""
    named = or_(Person.username == name, Person.name == name)
    rows = work.session.scalars(select(Person).where(named, Person.active)).all()
    exact = [one for one in rows if one.username == name] or rows
    return exact[0] if len(exact) == 1 else None


def _missing(work: Work, roles: Collection[str]) -> Fault:
    message = "This needs the approval of one of: %(roles)s."
    return Fault(PLACE, "approval.missing", message, {"roles": _named(work, roles)})


def _named(work: Work, roles: Collection[str]) -> str:
    """Return the names of roles as people know them."""
    return "、".join(one.name for one in departments.roles(work.session) if one.code in roles)


def _holds(work: Work, case: Case, person: Person, roles: Collection[str]) -> bool:
    today = [post for post in person.posts if post.held_on(work.today)]
    return any(
        post.role in roles and post.department in (None, case.lead_department) for post in today
    )
