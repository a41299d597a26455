"""Cards of supervision: what is asked, sent and answered."""

from typing import Any

from marshmallow import fields, validate

from app.shapes.base import Day, Moment, Shape, text
from app.shapes.paging import Cursor, Page
from engine.rules.card_states import STATES
from engine.rules.cards import LEVELS

MOST_RULES = 100


class CardsWanted(Page):
    """Which cards are asked for: an empty filter is none."""

    level = fields.String(load_default=None, validate=validate.OneOf(LEVELS))
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))
    department = text(63, load_default=None)
    rule = text(60, load_default=None)
    case = text(40, load_default=None)
    from_ = Day(data_key="from", load_default=None)
    to = Day(load_default=None)
    mine = fields.Boolean(load_default=False)
    after = Cursor(str, str, load_default=None)


class CardDeedView(Shape):
    """Something that was done with a card."""

    what = fields.String(required=True)
    at = Moment(required=True)
    actor = fields.String(attribute="actor_name", required=True)
    words = fields.String(required=True)
    paper = fields.String(required=True, allow_none=True)


class CardView(Shape):
    """A card as it stands."""

    id = fields.String(required=True)
    case = fields.String(attribute="case_number", required=True)
    level = fields.String(required=True, validate=validate.OneOf(LEVELS))
    rule = fields.String(required=True)
    rule_name = fields.String(required=True)
    rules_version = fields.Integer(required=True)
    basis = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    department = fields.String(required=True, allow_none=True)
    group = fields.String(required=True)
    person = fields.String(attribute="person_name", required=True, allow_none=True)
    step = fields.String(required=True, allow_none=True)
    limit = fields.String(attribute="limit_kind", required=True, allow_none=True)
    limit_id = fields.String(required=True, allow_none=True)
    limit_due_on = Day(required=True, allow_none=True)
    fell_at = Moment(required=True)
    given_at = Moment(required=True)
    term_on = Day(required=True, allow_none=True)
    paper = fields.String(required=True, allow_none=True)


class WholeCardView(CardView):
    """A card with everything that was done about it."""

    deeds = fields.List(fields.Nested(CardDeedView), required=True)


class Words(Shape):
    """What is said with a deed."""

    words = text(2000, required=True)


class CardSent(Words):
    """A card given by hand."""

    case = text(40, required=True)
    rule = text(60, required=True)
    department = text(63, required=True)
    person = text(63, load_default=None, allow_none=True)


class RuleShape(Shape):
    """A rule of cards; docs/manual/administrators explains the members."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    name_en = fields.String(load_default="")
    family = fields.String(required=True)
    level = fields.String(required=True)
    basis = fields.String(required=True)
    active = fields.Boolean(load_default=True)
    after = fields.Integer(load_default=0, strict=True)
    percent = fields.Integer(load_default=None, allow_none=True, strict=True)
    hours = fields.Integer(load_default=0, strict=True)
    least = fields.Integer(load_default=0, strict=True)
    steps = fields.List(fields.String(), load_default=list)
    receivers = fields.List(fields.String(), load_default=list)
    paper = fields.String(load_default="")
    answer_days = fields.Integer(load_default=0, strict=True)
    urge_days = fields.Integer(load_default=0, strict=True)


def _rules(**given: Any) -> "fields.List[Any]":
    return fields.List(fields.Nested(RuleShape), validate=validate.Length(1, MOST_RULES), **given)


class RulesView(Shape):
    """The rules in force: version 0 is what the product came with."""

    version = fields.Integer(required=True)
    rules = _rules(required=True)


class RulesSent(Shape):
    """New rules, all of them, and why."""

    rules = _rules(required=True)
    reason = text(500, required=True)


class TrialSent(Shape):
    """Rules to be tried on what has been; by default on last month."""

    rules = _rules(required=True)
    from_ = Day(data_key="from", load_default=None, allow_none=True)
    to = Day(load_default=None, allow_none=True)


class TriedView(Shape):
    """A card that was given, or would have been."""

    case = fields.String(required=True)
    rule = fields.String(required=True)
    rule_name = fields.String(required=True)
    department = fields.String(required=True, allow_none=True)
    on = Day(required=True)
    before = fields.String(required=True, allow_none=True)
    then = fields.String(required=True, allow_none=True)


class TrialView(Shape):
    """What tried rules would have given in a period, beside what was given."""

    from_ = Day(data_key="from", required=True)
    to = Day(required=True)
    cases = fields.Integer(required=True)
    before = fields.Dict(required=True)
    then = fields.Dict(required=True)
    differences = fields.List(fields.Nested(TriedView), required=True)
    same = fields.List(fields.Nested(TriedView), required=True)
