"""The ladder of coordination, as the office's file has it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from marshmallow import fields, validate

from app.usecases.office.rows import CODE, Row, reading, told_as
from engine.errors import Fault, Invalid

FILE = Path(__file__).parents[2] / "office" / "coordination.toml"
MESSAGE = "The file of the coordination cannot be used."
LEAD, CENTRE = "lead", "centre"


@dataclass(frozen=True)
class Rung:
    """One rung.

    :param of: whose roles decide there: those of the lead department, or of the whole centre.
    :param working_days: how long it has, before the matter goes one rung up by itself.
    """

    code: str
    name: str
    name_en: str
    of: str
    roles: tuple[str, ...]
    working_days: int


@dataclass(frozen=True)
class Ladder:
    """All rungs, the lowest first, and the rule they rest on."""

    article: str
    rungs: tuple[Rung, ...]

    def above(self, code: str | None) -> tuple[Rung, ...]:
        """Return the rungs above one, the lowest first; with ``None`` all of them."""
        codes = [one.code for one in self.rungs]
        return self.rungs[codes.index(code) + 1 if code in codes else 0 :]


class _RungRow(Row):
    code = fields.String(required=True, validate=CODE)
    name = fields.String(required=True, validate=validate.Length(1, 60))
    name_en = fields.String(load_default="")
    of = fields.String(required=True, validate=validate.OneOf([LEAD, CENTRE]))
    roles = fields.List(fields.String(validate=CODE), required=True, validate=validate.Length(1))
    working_days = fields.Integer(required=True, strict=True, validate=validate.Range(1, 60))


class _File(Row):
    article = fields.String(required=True, validate=validate.Length(1, 200))
    rung = fields.List(fields.Nested(_RungRow), required=True, validate=validate.Length(1, 12))


@cache
def ladder(file: Path = FILE) -> Ladder:
    """Return what a file says, read once; by default what comes with the product.

    :raises Invalid: with everything in it that cannot be.
    """
    with reading("coordination", MESSAGE):
        read: Any = tomllib.loads(file.read_text(encoding="utf-8"))
        told = told_as(_File(), read, ("coordination.invalid", MESSAGE))
    rungs = [Rung(**{**one, "roles": tuple(one["roles"])}) for one in told["rung"]]
    if len({one.code for one in rungs}) < len(rungs):
        fault = Fault("rung", "coordination.twice", "Two rungs have the same code.")
        raise Invalid("coordination.invalid", MESSAGE, [fault])
    return Ladder(told["article"], tuple(rungs))
