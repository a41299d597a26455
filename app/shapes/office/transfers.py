"""Moving running cases to another version: what is asked, and what came of each."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from app.i18n import told
from app.shapes.base import Shape, text

MOST = 200
"""Cases of one request; the next one goes on after the last."""


class TransferWanted(Shape):
    """Where the cases are to go on, and why."""

    to = fields.Integer(required=True, validate=validate.Range(1, 2**31 - 1), strict=True)
    dry_run = fields.Boolean(load_default=False)
    reason = text(2000, least=0, load_default="")
    cases = fields.List(
        text(40), load_default=None, allow_none=True, validate=validate.Length(1, MOST)
    )
    after = text(40, least=0, load_default="")

    @validates_schema
    def _has_a_reason(self, sent: dict[str, Any], **_: Any) -> None:
        if not (sent.get("dry_run") or sent.get("reason", "").strip()):
            raise ValidationError("Please say why the cases are moved.", "reason")


class ObstacleView(Shape):
    """One reason why a case stays."""

    step = fields.String(attribute="place", required=True)
    code = fields.String(required=True)
    detail = fields.Function(told, metadata={"type": "string"})


class OutcomeView(Shape):
    """A case: ``moved``, ``movable`` where one only asked, or why it stays."""

    case = fields.String(required=True)
    result = fields.String(required=True, validate=validate.OneOf(("moved", "movable", "stays")))
    obstacles = fields.List(fields.Nested(ObstacleView), attribute="faults", required=True)


class OutcomesView(Shape):
    """What came of the cases asked for; ``next`` is what to send as ``after`` for more."""

    items = fields.List(fields.Nested(OutcomeView), required=True)
    next = fields.String(required=True, allow_none=True)
