"""The office file: what it may say about departments, roles, people and items."""

from datetime import date
from typing import Any

from marshmallow import fields, validate

from app.usecases.office.rows import CODE, PeriodRow, Row, told_as
from engine.rules.upward import COURSES

REGION = validate.Regexp(
    r"^[1-9][0-9]{5}\Z", error="A region is the six digits of its division, like 450000."
)


class Day(fields.Date):
    """A day; YAML has read it already where it is written plainly."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return value if type(value) is date else super()._deserialize(value, attr, data, **kwargs)


class DepartmentRow(Row):
    code = fields.String(required=True, validate=CODE)
    region = fields.String(validate=REGION)
    name = fields.String(required=True)
    name_en = fields.String()
    active = fields.Boolean()


class RoleRow(Row):
    code = fields.String(required=True, validate=CODE)
    name = fields.String(required=True)
    name_en = fields.String()
    sees_all = fields.Boolean()
    assigns = fields.Boolean()


class PairRow(Row):
    department = fields.String()
    role = fields.String(required=True)
    from_ = Day(required=True, data_key="from", attribute="from")
    to = Day()


class PersonRow(Row):
    username = fields.String(required=True, validate=CODE)
    name = fields.String(required=True)
    phone = fields.String()
    pairs = fields.List(fields.Nested(PairRow), required=True)


class MaterialRow(Row):
    code = fields.String(required=True, validate=CODE)
    name = fields.String(required=True)
    name_en = fields.String()
    original = fields.Boolean(required=True)
    count = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    required = fields.Boolean(required=True)
    tolerance = fields.Boolean(required=True)
    promise_days = fields.Integer(strict=True, validate=validate.Range(min=1))
    promise_blocks = fields.Boolean()
    readers = fields.List(fields.String(validate=CODE))
    senders = fields.List(fields.String(validate=CODE))


class UrgesRow(Row):
    near = fields.Boolean()
    late_days = fields.Integer(strict=True, validate=validate.Range(0, 366))


class ItemRow(Row):
    code = fields.String(required=True, validate=CODE)
    name = fields.String(required=True)
    name_en = fields.String()
    process = fields.String(allow_none=True)
    lead_department = fields.String(required=True)
    handling_kind = fields.String(required=True)
    statutory_days = fields.Integer(required=True, strict=True)
    promised_days = fields.Integer(required=True, strict=True)
    warning_days = fields.Integer(strict=True, validate=validate.Range(min=0))
    step_warning_days = fields.Integer(strict=True, validate=validate.Range(min=0))
    warning_percent = fields.Integer(strict=True, validate=validate.Range(1, 100), allow_none=True)
    reminder_days = fields.Integer(strict=True, validate=validate.Range(min=0), allow_none=True)
    go_upward = fields.String(validate=validate.OneOf(COURSES), allow_none=True)
    urges = fields.Nested(UrgesRow, allow_none=True)
    periods = fields.List(fields.Nested(PeriodRow))
    signatures = fields.Integer(strict=True, validate=validate.OneOf((1, 2)))
    materials = fields.List(fields.Nested(MaterialRow))
    publications = fields.Dict(keys=fields.String())
    published = fields.Boolean()


class OfficeFile(Row):
    name = fields.String(required=True)
    region = fields.String(validate=REGION)
    name_en = fields.String()
    departments = fields.List(fields.Nested(DepartmentRow), load_default=list)
    roles = fields.List(fields.Nested(RoleRow), load_default=list)
    people = fields.List(fields.Nested(PersonRow), load_default=list)
    items = fields.List(fields.Nested(ItemRow), load_default=list)


def read(told: Any) -> dict[str, Any]:
    """Return what an office file says, in its shape.

    :param told: the YAML as it was read.
    :raises Invalid: with everything that is missing, unknown or of the wrong kind; places are
        like ``people.3.username``.
    """
    return told_as(OfficeFile(), told, ("office.invalid", "The office file cannot be loaded."))
