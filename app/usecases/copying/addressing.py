"""Who is to read a case: people, departments and posts, as they are named and as they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.storage.desk.copies import DEPARTMENT, PERSON, POST
from app.storage.desk.tasks import group_of
from app.storage.office import people
from app.storage.office.departments import Department
from app.usecases.work import Work
from engine.errors import Fault, Invalid

MOST = 50
"""Receivers of one deed."""


@dataclass(frozen=True)
class Receiver:
    """Whom a copy is for: a person, everybody of a department, or whoever holds a post.

    :param person: the user name.
    """

    person: str | None = None
    department: str | None = None
    role: str | None = None


@dataclass(frozen=True)
class Found:
    """A receiver who is there.

    :param address: as copies keep it; ``named``: as the history tells it.
    :param person_id: who is told, or ``groups``.
    """

    address: str
    named: dict[str, str]
    person_id: int | None = None
    groups: tuple[str, ...] = ()


def found(work: Work, to: Sequence[Receiver]) -> list[Found]:
    """Return those who are to read a case, each once.

    :raises Invalid: nobody is named, too many, or somebody who is not there; with everything
        that is wrong.
    """
    known: dict[str, Found] = {}
    faults = _too_few_or_many(to)
    for place, receiver in enumerate(to[:MOST]):
        one = _one(work, receiver)
        if one is None:
            message = "There is nobody of this name to read the case."
            faults.append(Fault(f"to.{place}", "copy.receiver", message))
        else:
            known.setdefault(one.address, one)
    if faults:
        raise Invalid("copy.invalid", "Please correct what is marked.", faults)
    return [*known.values()]


def named(work: Work, address: str) -> dict[str, str]:
    """Return how the history tells who has a copy."""
    kind, _, rest = address.partition(":")
    if kind == PERSON:
        return {"name": people.get(work.session, int(rest)).name}
    return {"group" if kind == POST else kind: rest}


def _too_few_or_many(to: Sequence[Receiver]) -> list[Fault]:
    if not to:
        return [Fault("to", "copy.nobody", "Choose who is to read the case.")]
    if len(to) > MOST:
        message = "At most %(most)s receivers at once."
        return [Fault("to", "copy.too_many", message, {"most": MOST})]
    return []


def _one(work: Work, receiver: Receiver) -> Found | None:
    if receiver.person is not None:
        return _person(work, receiver.person)
    if receiver.role is not None:
        return _post(work, receiver.department, receiver.role)
    return _department(work, receiver.department or "")


def _person(work: Work, username: str) -> Found | None:
    person = people.by_username(work.session, username)
    if person is None or not person.active:
        return None
    return Found(f"{PERSON}:{person.id}", {"name": person.name}, person_id=person.id)


def _post(work: Work, department: str | None, role: str) -> Found | None:
    if not people.members(work.session, role, department, work.today):
        return None
    group = group_of(department, role)
    return Found(f"{POST}:{group}", {"group": group}, groups=(group,))


def _department(work: Work, code: str) -> Found | None:
    if work.session.get(Department, code) is None:
        return None
    held = people.holders(work.session, work.today)
    groups = {group_of(code, role) for department, role, _ in held if department == code}
    return Found(f"{DEPARTMENT}:{code}", {"department": code}, groups=tuple(sorted(groups)))
