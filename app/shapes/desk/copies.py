"""Copies of cases: what is sent, and what senders and readers see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from marshmallow import fields, validate

from app.shapes.base import Moment, Shape, in_office, text
from app.shapes.paging import Page
from app.storage.case.cases import Case
from app.storage.desk import copies, copy_lists
from app.storage.desk.copies import PERSON, POST, Copy
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases.copying import MOST, Receiver
from app.usecases.work import Work


@dataclass(frozen=True)
class SeenCopy:
    """A copy with whom it is for, and who has read it.

    :param name: of the person it is for, where it is for one.
    """

    copy: Copy
    receiver: Receiver
    name: str | None
    readers: Sequence[tuple[Person, datetime]]


@dataclass(frozen=True)
class SeenCopies:
    """The copies of a case that stand."""

    case: Case
    copies: Sequence[SeenCopy]


def seen_copies(work: Work, case: Case) -> SeenCopies:
    """Return the copies of a case, asked for in as many statements for many as for one."""
    rows = copies.of_case(work.session, case.id)
    read = copy_lists.readings(work.session, [row.id for row in rows])
    ids = {int(row.receiver.partition(":")[2]) for row in rows if row.receiver.startswith(PERSON)}
    known = people.by_id(work.session, ids | {one.person_id for one in read})
    readers: dict[int, list[tuple[Person, datetime]]] = {}
    for one in read:
        readers.setdefault(one.copy_id, []).append((known[one.person_id], one.read_at))
    return SeenCopies(case, [_seen(row, known, readers.get(row.id, [])) for row in rows])


def _seen(
    copy: Copy, known: Mapping[int, Person], readers: Sequence[tuple[Person, datetime]]
) -> SeenCopy:
    kind, _, rest = copy.receiver.partition(":")
    if kind == PERSON:
        person = known[int(rest)]
        return SeenCopy(copy, Receiver(person=person.username), person.name, readers)
    if kind == POST:
        department, _, role = rest.rpartition("/")
        return SeenCopy(copy, Receiver(department=department or None, role=role), None, readers)
    return SeenCopy(copy, Receiver(department=rest), None, readers)


class ReceiverSent(Shape):
    """A person by user name, a department, or a post: a role with its department, if it has one."""

    person = text(100, load_default=None, allow_none=True)
    department = text(60, load_default=None, allow_none=True)
    role = text(60, load_default=None, allow_none=True)


class CopySent(Shape):
    """Who is to read a case, and what is said to them."""

    to = fields.List(fields.Nested(ReceiverSent), required=True, validate=validate.Length(1, MOST))
    note = text(2000, least=0, load_default="")


class ReaderView(Shape):
    """Who has read a copy, and when."""

    username = fields.Function(lambda one: one[0].username, metadata={"type": "string"})
    name = fields.Function(lambda one: one[0].name, metadata={"type": "string"})
    read_at = fields.Function(
        lambda one: in_office(one[1]),
        metadata={"type": "string", "format": "date-time"},
    )


class CopyView(Shape):
    """A copy that stands, with who has read it."""

    id = fields.Integer(attribute="copy.id", required=True)
    person = fields.String(attribute="receiver.person", required=True, allow_none=True)
    department = fields.String(attribute="receiver.department", required=True, allow_none=True)
    role = fields.String(attribute="receiver.role", required=True, allow_none=True)
    by_name = fields.String(attribute="copy.by_name", required=True)
    note = fields.String(attribute="copy.note", required=True)
    sent_at = Moment(attribute="copy.sent_at", required=True)
    readers = fields.List(fields.Nested(ReaderView), required=True)


class CopiesView(Shape):
    """The copies of a case that stand."""

    case = fields.String(attribute="case.number", required=True)
    copies = fields.List(fields.Nested(CopyView), required=True)


class CopiesWanted(Page):
    """Which of one's copies are asked for."""

    unread = fields.Boolean(load_default=False)


class OwnCopyView(Shape):
    """A copy one has, with its case."""

    id = fields.Integer(attribute="copy.id", required=True)
    case = fields.String(attribute="case.number", required=True)
    item = fields.String(attribute="case.item_code", required=True)
    item_name = fields.String(attribute="case.item_name", required=True)
    applicant_name = fields.String(attribute="case.applicant_name", required=True)
    state = fields.String(attribute="case.state", required=True)
    by_name = fields.String(attribute="copy.by_name", required=True)
    note = fields.String(attribute="copy.note", required=True)
    sent_at = Moment(attribute="copy.sent_at", required=True)
    read_at = Moment(required=True, allow_none=True)


@dataclass(frozen=True)
class OwnCopy:
    """A copy one has, with its case and when one read it."""

    copy: Copy
    case: Case
    read_at: datetime | None
