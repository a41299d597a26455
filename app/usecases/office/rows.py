"""Rows of the files an office writes, and everything that is wrong with one told at once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from engine.errors import Fault, Invalid

CODE = validate.Regexp(r"^[a-z][a-z0-9_]{0,62}\Z", error="A code is snake_case, like fire_brigade.")
EVENT = validate.Regexp(
    r"^(received|accepted|decided|issued|delivered|archived|step:[a-z][a-z0-9_]*|paper:[A-Z_]+)\Z",
    error="An event is a milestone, step:ID or paper:KIND.",
)
UNITS = ("working_days", "natural_days", "months", "working_hours", "half_days")
OURS = (
    *("promised", "statutory", "step", "timer", "silence", "pause"),
    *("minutes", "coordination", "promised_material", "upward", "reply_notice"),
)
"""Kinds of limits that no file may give another meaning."""


class Row(Schema):
    """A row with nothing in it that is not known."""

    class Meta:
        unknown = RAISE


class PeriodRow(Row):
    """A further limit of a case: from one event of it to another."""

    kind = fields.String(required=True, validate=(CODE, validate.NoneOf(OURS)))
    name = fields.String(required=True, validate=validate.Length(1, 40))
    days = fields.Integer(required=True, strict=True, validate=validate.Range(1, 3660))
    unit = fields.String(validate=validate.OneOf(UNITS))
    from_ = fields.String(required=True, validate=EVENT, data_key="from", attribute="from")
    until = fields.String(required=True, validate=EVENT)
    basis = fields.String(required=True, validate=validate.Length(1, 200))
    follows_clock = fields.Boolean()


def told_as(schema: Schema, told: Any, refusal: tuple[str, str]) -> dict[str, Any]:
    """Return what a file says, in the shape of its schema.

    :param told: the file as it was read.
    :param refusal: the code and the message under which the faults are told.
    :raises Invalid: with everything that is missing, unknown or of the wrong kind; places are
        like ``people.3.username``.
    """
    if not isinstance(told, Mapping):
        raise Invalid(*refusal)
    try:
        return dict(schema.load(dict(told)))
    except ValidationError as error:
        faults = list(_flat(error.messages, refusal[0]))
        raise Invalid(*refusal, faults) from error


@contextmanager
def reading(subject: str, message: str) -> Iterator[None]:
    """Refuse a file that is not there, or is no TOML, as one in which something is wrong.

    :param subject: the first word of the codes, like ``meetings``.
    :raises Invalid: saying why it cannot be read.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        fault = Fault("", f"{subject}.unreadable", "%(error)s", {"error": str(error)})
        raise Invalid(f"{subject}.invalid", message, [fault]) from error


def _flat(messages: Any, code: str, place: str = "") -> Iterator[Fault]:
    if isinstance(messages, dict):
        for name, inner in messages.items():
            yield from _flat(inner, code, f"{place}.{name}".lstrip("."))
    else:
        for message in messages:
            yield Fault(place, code, str(message))
