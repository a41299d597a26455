"""What the office's file says of joint meetings and surveys."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from marshmallow import fields, validate

from app.usecases.office.rows import CODE, Row, reading, told_as

FILE = Path(__file__).parents[2] / "office" / "meetings.toml"
MESSAGE = "The file of the meetings cannot be used."


@dataclass(frozen=True)
class MeetingRule:
    """How meetings of a kind are held.

    :param article: the rule they rest on.
    :param notice_days: working days from the invitation to the day itself.
    :param quorum_percent: how many of those invited must come.
    :param minutes_days: working days for the minutes, from the day itself.
    """

    article: str
    notice_days: int
    quorum_percent: int
    minutes_days: int


@dataclass(frozen=True)
class MeetingRules:
    """All that the file says.

    :param representatives: roles; the first that somebody holds is told for a department.
    """

    kinds: Mapping[str, MeetingRule]
    representatives: tuple[str, ...]


class _RuleRow(Row):
    article = fields.String(required=True, validate=validate.Length(1, 200))
    notice_days = fields.Integer(required=True, strict=True, validate=validate.Range(0, 30))
    quorum_percent = fields.Integer(required=True, strict=True, validate=validate.Range(1, 100))
    minutes_days = fields.Integer(required=True, strict=True, validate=validate.Range(1, 30))


class _InvitationsRow(Row):
    representatives = fields.List(
        fields.String(validate=CODE), required=True, validate=validate.Length(1)
    )


class _File(Row):
    meeting = fields.Nested(_RuleRow, required=True)
    survey = fields.Nested(_RuleRow, required=True)
    invitations = fields.Nested(_InvitationsRow, required=True)


@cache
def meeting_rules(file: Path = FILE) -> MeetingRules:
    """Return what a file says, read once; by default what comes with the product.

    :raises Invalid: with everything in it that cannot be.
    """
    with reading("meetings", MESSAGE):
        read: Any = tomllib.loads(file.read_text(encoding="utf-8"))
        told = told_as(_File(), read, ("meetings.invalid", MESSAGE))
    invitations = told.pop("invitations")
    kinds = {kind: MeetingRule(**one) for kind, one in told.items()}
    return MeetingRules(kinds, tuple(invitations["representatives"]))
