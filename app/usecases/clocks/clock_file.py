"""The file of the legal clock: what an office may say in it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from app.usecases.office.rows import CODE, PeriodRow, Row, told_as
from engine.rules.upward import COURSES, WAIT

KINDS = ("immediate", "committed", "joint", "report_up")
"""Kinds of handling; which one an item has, the catalogue says."""
NUMBERS = ("urging", "consulting")
"""Parts whose settings are the house's own numbers."""
MESSAGE = "The file of the legal clock cannot be used."

_DAYS = validate.Range(1, 366)
_SAID = validate.Length(1, 200)


class GroundRow(Row):
    name = fields.String(required=True, validate=_SAID)
    article = fields.String(required=True, validate=_SAID)
    most_days = fields.Integer(required=True, strict=True, validate=_DAYS)
    most_times = fields.Integer(required=True, strict=True, validate=validate.Range(0, 99))
    most_total_days = fields.Integer(strict=True, validate=validate.Range(0, 999))
    notice = fields.Boolean(required=True)
    paper = fields.String(required=True)
    approvers = fields.List(fields.String(validate=CODE), required=True)
    ends_itself = fields.Boolean(required=True)
    inner = fields.Boolean()


class ExtensionRow(Row):
    article = fields.String(required=True, validate=_SAID)
    approvers = fields.List(fields.String(validate=CODE), required=True)
    most_days = fields.Integer(required=True, strict=True, validate=_DAYS)


class ExtensionsRow(Row):
    one = fields.Nested(ExtensionRow, required=True)
    joint = fields.Nested(ExtensionRow, required=True)


class LimitRow(Row):
    article = fields.String(required=True, validate=_SAID)
    working_days = fields.Integer(required=True, strict=True, validate=_DAYS)


class SpecialRow(LimitRow):
    extension = fields.Nested(ExtensionRow)


class LimitsRow(Row):
    immediate = fields.Nested(LimitRow, required=True)
    committed = fields.Nested(LimitRow, required=True)
    joint = fields.Nested(LimitRow, required=True)
    report_up = fields.Nested(LimitRow, required=True)


class ReceiptRow(Row):
    rolled = fields.Boolean(required=True)
    cut_off = fields.String(
        validate=validate.Regexp(r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z", error="A moment like 16:30.")
    )


class UsualPeriodRow(PeriodRow):
    handling = fields.List(fields.String(validate=validate.OneOf(KINDS)), required=True)


class OutageRow(Row):
    held = fields.List(fields.String(validate=CODE), required=True)


class UrgingRow(Row):
    most_an_hour = fields.Integer(required=True, strict=True, validate=validate.Range(1, 99))
    party_a_day = fields.Integer(required=True, strict=True, validate=validate.Range(1, 99))
    near = fields.Boolean(required=True)
    late_days = fields.Integer(required=True, strict=True, validate=validate.Range(0, 366))


class ConsultingRow(Row):
    valid_days = fields.Integer(required=True, strict=True, validate=_DAYS)
    most_links = fields.Integer(required=True, strict=True, validate=validate.Range(1, 99))


class UpwardRow(Row):
    article = fields.String(required=True, validate=_SAID)
    forward_days = fields.Integer(required=True, strict=True, validate=_DAYS)
    examination_days = fields.Integer(required=True, strict=True, validate=_DAYS)
    tell_days = fields.Integer(required=True, strict=True, validate=_DAYS)
    link_days = fields.Integer(required=True, strict=True, validate=_DAYS)
    opinion = fields.String(load_default=WAIT, validate=validate.OneOf(COURSES))


class ClockFile(Row):
    receipt = fields.Nested(ReceiptRow, required=True)
    urging = fields.Nested(UrgingRow, required=True)
    consulting = fields.Nested(ConsultingRow, required=True)
    upward = fields.Nested(UpwardRow, required=True)
    tolerance = fields.Nested(LimitRow, load_default=None)
    limits = fields.Nested(LimitsRow, required=True)
    extension = fields.Nested(ExtensionsRow, required=True)
    outage = fields.Nested(OutageRow, required=True)
    late_opinion = fields.Nested(LimitRow, required=True)
    special = fields.Dict(
        keys=fields.String(validate=CODE), values=fields.Nested(SpecialRow), load_default=dict
    )
    periods = fields.List(fields.Nested(UsualPeriodRow), load_default=list)
    grounds = fields.Dict(
        keys=fields.String(validate=CODE), values=fields.Nested(GroundRow), required=True
    )


def completed(said: Mapping[str, Any], shipped: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file with the parts that it needs and does not have, as another file has them.

    What a file may do without stays away: that is its word too. Of the house's own numbers, which
    stand each for itself, single ones are completed as well.

    >>> completed({"urging": {"party_a_day": 2}}, {"urging": {"most_an_hour": 3, "party_a_day": 1}})
    {'urging': {'most_an_hour': 3, 'party_a_day': 2}}
    """
    needed = [name for name, one in ClockFile().fields.items() if one.required]
    whole = {name: shipped[name] for name in needed if name in shipped} | dict(said)
    numbers = [name for name in NUMBERS if isinstance(whole.get(name), Mapping)]
    return whole | {name: {**shipped.get(name, {}), **whole[name]} for name in numbers}


def read(told: Any) -> dict[str, Any]:
    """Return what a file of the legal clock says, in its shape.

    :param told: the TOML as it was read.
    :raises Invalid: with everything that is missing, unknown or of the wrong kind; places are
        like ``grounds.hearing.most_days``.
    """
    return told_as(ClockFile(), told, ("clock.invalid", MESSAGE))
