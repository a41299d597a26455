"""Pauses and the extension of a case: what is sent and what is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from marshmallow import fields

from app.shapes.base import Day, Moment, Shape, text
from app.storage.case.cases import Case
from app.storage.clock.pauses import Pause
from app.usecases.cases import material_rights
from app.usecases.work import Work


class PauseWanted(Shape):
    """A clock that is to stop."""

    ground = text(60, required=True)
    planned_working_days = fields.Integer(required=True, strict=True)
    reason = text(2000, required=True)
    task = text(60, load_default=None, allow_none=True)
    evidence = text(60, load_default=None, allow_none=True)
    approved_by = text(100, load_default=None, allow_none=True)


class PauseEnd(Shape):
    """The day the ground of a pause ended, often before the day of recording."""

    ended_on = Day(required=True)


@dataclass(frozen=True)
class SeenPause:
    """A pause as somebody sees it: with the file it rests on, where that is for them."""

    pause: Pause
    evidence: str | None


def seen_pause(work: Work, pause: Pause) -> SeenPause:
    """Return one pause as the actor sees it."""
    return seen_pauses(work, work.session.get_one(Case, pause.case_id), [pause])[0]


def seen_pauses(work: Work, case: Case, rows: Sequence[Pause]) -> list[SeenPause]:
    """Return pauses of a case as the actor sees them."""
    hidden = material_rights.kept(work, case) if any(one.evidence for one in rows) else ()
    return [SeenPause(one, None if one.evidence in hidden else one.evidence) for one in rows]


class PauseView(Shape):
    """A time in which the clock of a case, or of one branch, stood still; ``evidence``: a file."""

    id = fields.Integer(attribute="pause.id", required=True)
    ground = fields.String(attribute="pause.ground", required=True)
    reason = fields.String(attribute="pause.reason", required=True)
    planned_working_days = fields.Integer(attribute="pause.planned_working_days", required=True)
    from_on = Day(attribute="pause.from_on", required=True)
    planned_to_on = Day(attribute="pause.planned_to_on", required=True)
    to_on = Day(attribute="pause.to_on", required=True, allow_none=True)
    task = fields.String(attribute="pause.task_id", required=True, allow_none=True)
    department = fields.String(attribute="pause.department", required=True, allow_none=True)
    by_step = fields.Function(
        lambda seen: seen.pause.element is not None, metadata={"type": "boolean"}
    )
    evidence = fields.String(required=True, allow_none=True)
    approved_by = fields.String(attribute="pause.approved_by", required=True, allow_none=True)
    paper = fields.String(attribute="pause.paper", required=True, allow_none=True)
    recorded_at = Moment(attribute="pause.recorded_at", required=True)
    ended_at = Moment(attribute="pause.ended_at", required=True, allow_none=True)


class ExtensionWanted(Shape):
    """A limit that is to be longer."""

    working_days = fields.Integer(required=True, strict=True)
    reason = text(2000, required=True)
    approved_by = text(100, required=True)


class ExtensionView(Shape):
    """How much longer the limits of a case are, and on whose word."""

    working_days = fields.Integer(required=True)
    reason = fields.String(required=True)
    approved_by = fields.String(required=True)
    paper = fields.String(required=True, allow_none=True)
    recorded_at = Moment(required=True)
    promised_due_on = Day(required=True, allow_none=True)
    statutory_due_on = Day(required=True, allow_none=True)
    provisional = fields.Boolean(required=True)
