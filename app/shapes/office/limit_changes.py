"""Changes of the limits of an item: what is wished, what it would do, what was done."""

from marshmallow import fields, validate

from app.shapes.base import Moment, Shape, text
from app.shapes.clock.calendars import MovedLimitView
from app.shapes.desk.tasks import LIGHTS
from app.shapes.paging import Page
from app.storage.clock.limit_changes import KEEP, MOVE
from app.usecases.office.cataloguing import LONGEST
from app.usecases.office.rows import PeriodRow

DAYS = validate.Range(1, LONGEST)


class LimitsForeseen(Page):
    """Limits whose effect on running cases is asked for."""

    promised_days = fields.Integer(required=True, validate=DAYS)
    statutory_days = fields.Integer(required=True, validate=DAYS)


class LimitsSent(Shape):
    """Other limits of an item, and what becomes of its running cases."""

    promised_days = fields.Integer(required=True, validate=DAYS)
    statutory_days = fields.Integer(required=True, validate=DAYS)
    periods = fields.List(fields.Nested(PeriodRow), load_default=None, allow_none=True)
    running = fields.String(load_default=KEEP, validate=validate.OneOf((MOVE, KEEP)))
    reason = text(2000, required=True)
    corrects = fields.Boolean(load_default=False)


class ForeseenView(Shape):
    """A running case, and which of its limits would move; none before its acceptance."""

    case = fields.String(attribute="case.number", required=True)
    limits = fields.List(fields.Nested(MovedLimitView), required=True)
    light_before = fields.String(attribute="light", required=True, validate=validate.OneOf(LIGHTS))
    light_after = fields.String(
        attribute="new_light", required=True, validate=validate.OneOf(LIGHTS)
    )


class ForeseenPage(Shape):
    """One page of them; ``next`` goes on after those looked at, whether they move or not."""

    items = fields.List(fields.Nested(ForeseenView), required=True)
    next = fields.String(required=True, allow_none=True)


class LimitChangeView(Shape):
    """One change of the limits of an item."""

    id = fields.Integer(required=True)
    item = fields.String(attribute="item_code", required=True)
    before = fields.Dict(required=True)
    after = fields.Dict(required=True)
    running = fields.String(required=True)
    corrects = fields.Boolean(required=True)
    reason = fields.String(required=True)
    told_at = Moment(required=True)
    told_by = fields.String(required=True)
    looked_at = fields.Integer(required=True)
    moved = fields.Integer(required=True)
    ended_at = Moment(required=True, allow_none=True)
