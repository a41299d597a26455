"""Substitutions: who does whose tasks while somebody is away."""

from typing import Any

from marshmallow import fields

from app.shapes.base import Day, Moment, Shape, text
from app.storage.desk import substitutions
from app.storage.desk.asking import person_id_of
from app.storage.desk.substitutions import Substitution
from app.storage.office import people
from app.usecases.people.substituting import Wish
from app.usecases.work import Work


class SubstitutionSent(Shape):
    """Who is to do whose tasks, from the first day to the last; without ``person`` one's own.

    Without ``items`` and ``departments`` it is all of them.
    """

    person = text(100, least=0, load_default="")
    substitute = text(100, required=True)
    from_on = Day(required=True)
    to_on = Day(required=True)
    items = fields.List(text(100), load_default=None, allow_none=True)
    departments = fields.List(text(100), load_default=None, allow_none=True)


class SubstitutionView(Shape):
    """Who does whose tasks; ``in_force``: today."""

    id = fields.Integer(attribute="row.id", required=True)
    person = fields.String(attribute="person.username", required=True)
    person_name = fields.String(attribute="person.name", required=True)
    substitute = fields.String(attribute="substitute.username", required=True)
    substitute_name = fields.String(attribute="substitute.name", required=True)
    from_on = Day(attribute="row.from_on", required=True)
    to_on = Day(attribute="row.to_on", required=True)
    items = fields.List(fields.String(), attribute="row.items", required=True, allow_none=True)
    departments = fields.List(
        fields.String(), attribute="row.departments", required=True, allow_none=True
    )
    in_force = fields.Boolean(required=True)
    ended_at = Moment(attribute="row.ended_at", required=True, allow_none=True)


def wish_of(sent: dict[str, Any]) -> Wish:
    """Return what is asked for."""
    scope = {name: None if sent[name] is None else tuple(sent[name]) for name in SCOPES}
    return Wish(sent["substitute"], sent["from_on"], sent["to_on"], sent["person"], **scope)


SCOPES = ("items", "departments")


def listed(work: Work) -> list[dict[str, Any]]:
    """Return one's own substitutions, to administrators everybody's, newest first."""
    everybodys = "administrator" in work.actor.roles
    rows = substitutions.concerning(work.session, None if everybodys else person_id_of(work.actor))
    ids = {one for row in rows for one in (row.person_id, row.substitute_id)}
    known = people.by_id(work.session, ids)
    return [_seen(work, row, known) for row in rows]


def seen(work: Work, row: Substitution) -> dict[str, Any]:
    """Return one substitution, as it is shown."""
    return _seen(work, row, people.by_id(work.session, (row.person_id, row.substitute_id)))


def _seen(work: Work, row: Substitution, known: dict[int, people.Person]) -> dict[str, Any]:
    return {
        "row": row,
        "person": known[row.person_id],
        "substitute": known[row.substitute_id],
        "in_force": row.on(work.today),
    }
