"""How much departments and people have on their desks, as the office's boards show it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marshmallow import fields, validate

from app.shapes.base import Moment, Shape, text
from app.shapes.desk.tasks import TaskView
from app.shapes.paging import Cursor, Page, place_in_time
from app.storage.desk import loads
from app.storage.desk.loads import NOBODY, Load, Wanted
from app.storage.office import departments, people
from app.storage.office.people import Person
from app.usecases.work import Work
from engine.errors import NotFound

PARTS = ("open", "near", "overdue")


@dataclass(frozen=True)
class Desk:
    """What one person of a department holds; nobody: what nobody has claimed."""

    person: Person | None
    load: Load


@dataclass(frozen=True)
class DepartmentLoad:
    """What a department has on its desks, and on whose."""

    department: str
    open: int
    near: int
    overdue: int
    oldest: datetime
    desks: Sequence[Desk]


class DeskView(Shape):
    """What one person holds; without a person what nobody has claimed."""

    username = fields.String(attribute="person.username", dump_default=None, allow_none=True)
    name = fields.String(attribute="person.name", dump_default=None, allow_none=True)
    open = fields.Integer(attribute="load.open", required=True)
    near = fields.Integer(attribute="load.near", required=True)
    overdue = fields.Integer(attribute="load.overdue", required=True)
    oldest_opened_at = Moment(attribute="load.oldest", required=True)


class LoadView(Shape):
    """What a department has on its desks."""

    department = fields.String(required=True)
    open = fields.Integer(required=True)
    near = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    oldest_opened_at = Moment(attribute="oldest", required=True)
    people = fields.List(fields.Nested(DeskView), attribute="desks", required=True)


class LoadTaskView(TaskView):
    """A task behind a number of the load."""


class LoadTasksWanted(Page):
    """Which open tasks of a department are asked for.

    ``person`` is a user name; an empty one asks for what nobody has claimed.
    """

    department = text(100, required=True)
    person = text(100, least=0, load_default=None)
    part = fields.String(load_default="open", validate=validate.OneOf(PARTS))
    after = Cursor(str, str, load_default=None)


def watched(work: Work) -> set[str]:
    """Return the departments whose load the actor may see: their own, or every one."""
    if not work.actor.sees_all:
        return set(work.actor.departments)
    return {one.code for one in departments.departments(work.session)}


def department_loads(work: Work) -> list[DepartmentLoad]:
    """Return what the departments one may see have on their desks, the most overdue first."""
    found = loads.loads(work.session, watched(work), work.now)
    known = people.by_id(work.session, {one.person_id for one in found if one.person_id})
    rows: dict[str, list[Load]] = defaultdict(list)
    for one in found:
        rows[one.department].append(one)
    summed = [_summed(code, of, known) for code, of in rows.items()]
    return sorted(summed, key=lambda one: (-one.overdue, -one.near, -one.open, one.department))


def wanted_of(work: Work, sent: dict[str, Any]) -> Wanted:
    """Return what is asked for.

    :raises NotFound: it is not a department the actor may see, or there is no such person.
    :raises ValidationError: the cursor carries no place in the list.
    """
    if sent["department"] not in watched(work):
        raise NotFound("department.unknown", "There is no such department.")
    after = place_in_time(sent["after"])
    who = None if sent["person"] is None else _person(work, sent["person"])
    return Wanted(sent["department"], who, sent["part"], after, sent["limit"])


def _person(work: Work, username: str) -> int:
    if not username:
        return NOBODY
    person = people.by_username(work.session, username)
    if person is None:
        raise NotFound("person.unknown", "There is no such person.")
    return person.id


def _summed(code: str, of: Sequence[Load], known: dict[int, Person]) -> DepartmentLoad:
    desks = [Desk(known.get(one.person_id or NOBODY), one) for one in of]
    desks.sort(key=lambda desk: (desk.person is not None, -desk.load.overdue, -desk.load.open))
    return DepartmentLoad(
        code,
        sum(one.open for one in of),
        sum(one.near for one in of),
        sum(one.overdue for one in of),
        min(one.oldest for one in of),
        desks,
    )
