"""Remarks on a case, as they are sent and seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marshmallow import fields, validate

from app.shapes.base import Moment, Shape, text
from app.shapes.case.materials import OneFileView
from app.storage.case import materials
from app.storage.case.cases import Case
from app.storage.case.materials import Material
from app.storage.case.remarks import Remark
from app.storage.office import people
from app.storage.office.people import Person
from app.usecases import remarking
from app.usecases.cases import material_rights
from app.usecases.remarking import LONGEST
from app.usecases.work import Work


@dataclass(frozen=True)
class SeenRemark:
    """A remark with whom it mentions, the files it is about, and those that came with it."""

    remark: Remark
    case: Case
    mentions: Sequence[Person]
    files: Sequence[Material]
    brought: Sequence[Material]


class RemarkSent(Shape):
    """A remark; ``visible``: to the applicant, too; ``materials``: ids of files of the case."""

    visible = fields.Boolean(load_default=False)
    materials = fields.List(text(64), load_default=list, validate=validate.Length(max=20))
    text = text(LONGEST, required=True)


class MentionView(Shape):
    """Somebody who is mentioned."""

    username = fields.String(required=True)
    name = fields.String(required=True)


class ColleagueView(MentionView):
    """Somebody who may be mentioned; ``word``: what to write after “@”."""

    username = fields.String(attribute="person.username", required=True)
    name = fields.String(attribute="person.name", required=True)
    word = fields.String(required=True)
    departments = fields.List(fields.String(), required=True)
    works = fields.Boolean(required=True)


class Sought(Shape):
    """Whom to look for; empty for everybody."""

    q = text(60, least=0, load_default="")


class RemarkView(Shape):
    """A remark on a case; the party is not told whom it mentions."""

    id = fields.Integer(attribute="remark.id", required=True)
    case = fields.String(attribute="case.number", required=True)
    text = fields.String(attribute="remark.text", required=True)
    visible = fields.Boolean(attribute="remark.visible", required=True)
    by_name = fields.String(attribute="remark.by_name", required=True)
    at = Moment(attribute="remark.made_at", required=True)
    mentions = fields.List(fields.Nested(MentionView), required=True)
    materials = fields.Function(
        lambda seen: [one.id for one in seen.files],
        required=True,
        metadata={"type": "array", "items": {"type": "string"}},
    )
    files = fields.List(fields.Nested(OneFileView), attribute="brought", required=True)


def seen_remark(work: Work, remark: Remark) -> SeenRemark:
    """Return one remark as the actor sees it."""
    return _seen(work, work.session.get_one(Case, remark.case_id), [remark])[0]


def seen_remarks(work: Work, case: Case) -> list[SeenRemark]:
    """Return the remarks on a case the actor may read, newest first; most cases have none."""
    return _seen(work, case, remarking.readable(work, case))


def _seen(work: Work, case: Case, rows: Iterable[Remark]) -> list[SeenRemark]:
    rows = list(rows)
    staff = work.actor.case is None
    named = {one for row in rows for one in row.mentioned} if staff else set()
    known = people.by_id(work.session, named) if named else {}
    about = any(row.materials for row in rows)
    brought = materials.of_remarks(work.session, case.id) if rows else ()
    known_files = materials.of_case(work.session, case.id) if about else ()
    files = {one.id: one for one in material_rights.readable(work, case, known_files)}
    return [
        SeenRemark(
            row,
            case,
            [known[one] for one in row.mentioned if one in known],
            [files[one] for one in row.materials if one in files],
            [one for one in brought if one.remark_id == row.id],
        )
        for row in rows
    ]
