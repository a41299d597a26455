"""The calendar of a year, changes of it, and what they would do."""

from typing import Any

from marshmallow import fields, validate

from app.shapes.base import Day, Moment, Shape, text
from app.shapes.clock.calendar import EARLIEST, LATEST
from app.shapes.paging import Page
from app.storage.clock.calendar import DISCARDED, IN_FORCE, KEEP, MOVE, PROPOSED

STATES = (PROPOSED, IN_FORCE, DISCARDED)


class YearWanted(Shape):
    """Which year, and by whose calendar."""

    year = fields.Integer(required=True, validate=validate.Range(EARLIEST.year, LATEST.year))
    department = text(63, load_default=None)


class ToldDayView(Shape):
    """A day that differs from its weekday."""

    date = fields.Date(required=True)
    works = fields.Boolean(required=True)
    kind = fields.String(required=True)
    name = fields.String(attribute="told.name", required=True)
    source = fields.String(attribute="told.source", required=True)


class YearView(Shape):
    """A year: its exceptional days, office hours and how many days count."""

    year = fields.Integer(required=True)
    department = fields.String(required=True, allow_none=True)
    region = fields.String(required=True)
    version = fields.Integer(required=True)
    provisional = fields.Boolean(required=True)
    working_days = fields.Integer(required=True)
    hours = fields.List(fields.List(fields.String()), required=True)
    days = fields.List(fields.Nested(ToldDayView), attribute="exceptional", required=True)


class ImportSent(Shape):
    """What is said about a file with the table of a year."""

    year = fields.Integer(required=True, validate=validate.Range(EARLIEST.year, LATEST.year))
    source = text(500, least=0, load_default="")


class ScopeSent(Shape):
    """For whom a decision holds; without either, for the whole office."""

    department = text(63, load_default=None, allow_none=True)
    region = text(6, load_default=None, allow_none=True)
    source = text(500, required=True)


class DaysSent(ScopeSent):
    """Days that do not count: a declared outage."""

    from_ = Day(data_key="from", required=True, validate=validate.Range(EARLIEST, LATEST))
    to = Day(required=True, validate=validate.Range(EARLIEST, LATEST))
    name = text(200, required=True)


class OverrideSent(DaysSent):
    """Days of rest, or of work, of the office's own."""

    works = fields.Boolean(required=True)


class HoursSent(ScopeSent):
    """Office hours: opening and closing of each half day."""

    halves = fields.List(
        fields.List(text(5), required=True, validate=validate.Length(equal=2)),
        required=True,
        validate=validate.Length(1, 4),
    )


class LiftingSent(Shape):
    """By which decision something no longer holds."""

    source = text(500, required=True)


class Decided(Shape):
    """What becomes of running cases, and why."""

    running = fields.String(required=True, validate=validate.OneOf((MOVE, KEEP)))
    reason = text(2000, required=True)


class ChangesWanted(Page):
    """Which changes are asked for."""

    state = fields.String(load_default=None, validate=validate.OneOf(STATES))


class ChangeView(Shape):
    """One change of the calendar."""

    id = fields.Integer(required=True)
    version = fields.Integer(required=True, allow_none=True)
    kind = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    department = fields.String(required=True, allow_none=True)
    region = fields.String(required=True, allow_none=True)
    content = fields.Dict(required=True)
    source = fields.String(required=True)
    told_at = Moment(required=True)
    told_by = fields.String(required=True)
    decided_at = Moment(required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True)
    running = fields.String(required=True, allow_none=True)


class ToldView(Shape):
    """What somebody says a day is."""

    kind = fields.String(required=True)
    name = fields.String(required=True)


class ChangedDayView(Shape):
    """A day before and after; nothing is said of a day that follows its weekday."""

    date = fields.Date(required=True)
    before = fields.Nested(ToldView, required=True, allow_none=True)
    after = fields.Nested(ToldView, required=True, allow_none=True)
    counted_before = fields.Boolean(attribute="counts.0", required=True)
    counted_after = fields.Boolean(attribute="counts.1", required=True)


class PreviewView(Shape):
    """What a proposal changes, day by day."""

    days = fields.List(fields.Nested(ChangedDayView), required=True)
    new_years = fields.List(fields.Integer(), required=True)


class MovedLimitView(Shape):
    """A limit that would end at another moment."""

    kind = fields.String(attribute="deadline.kind", required=True)
    step = fields.String(attribute="deadline.step", required=True, allow_none=True)
    due_at_before = Moment(attribute="old.due_at", required=True)
    due_at_after = Moment(attribute="new.due_at", required=True)
    days = fields.Function(
        lambda limit: days_moved(limit), metadata={"type": "integer"}, required=True
    )


class MovedCaseView(Shape):
    """A running case that a proposal would move."""

    case = fields.String(attribute="case.number", required=True)
    limits = fields.List(fields.Nested(MovedLimitView), required=True)


class MovedCasesView(Shape):
    """One page of them; ``next`` goes on after those looked at, whether they move or not."""

    items = fields.List(fields.Nested(MovedCaseView), required=True)
    next = fields.String(required=True, allow_none=True)


def days_moved(limit: Any) -> int:
    """Return by how many days a limit would move."""
    days: int = (limit.new.due_at - limit.old.due_at).days
    return days
