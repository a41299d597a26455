"""Posts to be given: what is asked for, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date

from app.storage.office.departments import Department, Role
from app.storage.office.people import Post
from app.usecases.work import Work
from engine.errors import Fault


@dataclass(frozen=True)
class Place:
    """A post to be given.

    :param department: ``None`` for a role of the whole centre.
    :param until: the last day it is held; ``None`` where it stays open.
    """

    department: str | None
    role: str
    from_on: date
    until: date | None = None


def post(place: Place) -> Post:
    """Return the row of a post to be given."""
    return Post(
        department=place.department, role=place.role, from_on=place.from_on, to_on=place.until
    )


def overlaps(post: Post, place: Place) -> bool:
    """Whether somebody would hold the same post twice on some day."""
    same = (post.department, post.role) == (place.department, place.role)
    begins = place.until is None or post.from_on <= place.until
    return same and begins and (post.to_on is None or post.to_on > place.from_on)


def faults(work: Work, place: Place) -> list[Fault]:
    """Return everything that is wrong with a post to be given."""
    found = []
    if work.session.get(Role, place.role) is None:
        found.append(Fault("role", "post.role", "Please choose a role."))
    department = place.department and work.session.get(Department, place.department)
    if place.department and not (department and department.active):
        found.append(Fault("department", "post.department", "Please choose a department."))
    if place.until is not None and place.until < place.from_on:
        found.append(Fault("to_on", "post.days", "The last day lies before the first."))
    return found
