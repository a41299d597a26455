"""Coordinations: what is sent and what is answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marshmallow import fields, validate

from app.shapes.base import Day, Moment, Shape, text
from app.shapes.paging import Page
from app.storage.case.cases import Case
from app.storage.joint import coordinations
from app.storage.joint.coordinations import Coordination, CoordinationStep
from app.usecases.coordinating.deciding import OUTCOMES
from app.usecases.work import Work


@dataclass(frozen=True)
class SeenCoordination:
    """A coordination with its case and its steps."""

    row: Coordination
    case: Case
    steps: Sequence[CoordinationStep]


class CoordinationWanted(Shape):
    """A conflict that is to be coordinated."""

    topic = text(2000, required=True)
    departments = fields.List(text(60), required=True, validate=validate.Length(1, 60))


class SettlementSent(Shape):
    """What a coordination came to, on the ``rung`` it was seen on."""

    rung = text(60, required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    words = text(4000, required=True)


class RaiseSent(Shape):
    """Why a conflict goes one rung up, from the ``rung`` it was seen on."""

    rung = text(60, required=True)
    reason = text(1000, required=True)


class CoordinationStepView(Shape):
    """One step of a coordination."""

    what = fields.String(required=True)
    rung = fields.String(attribute="rung_name", required=True)
    due_on = Day(required=True, allow_none=True)
    words = fields.String(required=True)
    at = Moment(required=True)
    by = fields.String(attribute="actor_name", required=True)


class CoordinationView(Shape):
    """A conflict on its way up the ladder."""

    id = fields.Integer(attribute="row.id", required=True)
    case = fields.String(attribute="case.number", required=True)
    topic = fields.String(attribute="row.topic", required=True)
    departments = fields.List(fields.String(), attribute="row.departments", required=True)
    state = fields.String(attribute="row.state", required=True)
    rung = fields.String(attribute="row.rung", required=True)
    rung_name = fields.String(attribute="row.rung_name", required=True)
    deciders = fields.List(fields.String(), attribute="row.deciders", required=True)
    due_on = Day(attribute="row.due_on", required=True)
    begun_by = fields.String(attribute="row.begun_by_name", required=True)
    begun_at = Moment(attribute="row.begun_at", required=True)
    outcome = fields.String(attribute="row.outcome", required=True, allow_none=True)
    words = fields.String(attribute="row.words", required=True, allow_none=True)
    paper = fields.String(attribute="row.paper", required=True, allow_none=True)
    ended_at = Moment(attribute="row.ended_at", required=True, allow_none=True)
    steps = fields.List(fields.Nested(CoordinationStepView), required=True)


class CoordinationsWanted(Page):
    """Which coordinations are asked for: those one has to do with, or all one may see."""

    scope = fields.String(load_default="mine", validate=validate.OneOf(["mine", "seen"]))
    over = fields.Boolean(load_default=False)


def seen_coordinations(
    work: Work, rows: Iterable[tuple[Coordination, Case]]
) -> list[SeenCoordination]:
    """Return coordinations with their steps."""
    both = [*rows]
    steps = coordinations.steps(work.session, [row.id for row, _ in both])
    return [SeenCoordination(row, case, steps[row.id]) for row, case in both]
