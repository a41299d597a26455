"""Urges of a task: by whom, when, and who has seen them."""

from dataclasses import dataclass

from marshmallow import fields

from app.shapes.base import Moment, Shape
from app.storage.desk import urges
from app.storage.desk.tasks import Task
from app.storage.desk.urges import CLOCK, Urge
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases.work import Work


@dataclass(frozen=True)
class SeenUrge:
    """An urge with those it names.

    :param by: who urged; none where it was the applicant or the clock.
    """

    urge: Urge
    by: Person | None
    reader: Person | None

    @property
    def automatic(self) -> bool:
        """Whether the clock urged."""
        return self.urge.by == CLOCK


def seen_urges(work: Work, task: Task) -> list[SeenUrge]:
    """Return the urges of a task, first first; nobody is looked up where there are none."""
    rows = urges.of_task(work.session, task.id) if task.urges else []
    by_people = (row for row in rows if row.by.startswith("person:"))
    authors = {row.id: int(row.by.partition(":")[2]) for row in by_people}
    readers = {row.read_by_id for row in rows if row.read_by_id is not None}
    known = people.by_id(work.session, readers | set(authors.values()))
    return [
        SeenUrge(row, known.get(authors.get(row.id, 0)), known.get(row.read_by_id or 0))
        for row in rows
    ]


class UrgeView(Shape):
    """An urge; ``by`` is none where the applicant urged, or the clock: then it is automatic."""

    by = fields.String(attribute="by.username", dump_default=None, allow_none=True)
    by_name = fields.String(attribute="by.name", dump_default=None, allow_none=True)
    automatic = fields.Boolean(required=True)
    at = Moment(attribute="urge.at", required=True)
    read_at = Moment(attribute="urge.read_at", required=True, allow_none=True)
    reader = fields.String(attribute="reader.username", dump_default=None, allow_none=True)
    reader_name = fields.String(attribute="reader.name", dump_default=None, allow_none=True)
