"""The file of notices: what an office may say in it."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from marshmallow import fields, validate

from app.usecases.office.rows import Row, told_as
from engine.errors import Fault, Invalid

MESSAGE = "The file of notices cannot be used."

EMAIL, SMS = "email", "sms"
CHANNELS = (EMAIL, SMS)
STAFF, APPLICANT = "staff", "applicant"
STAYS = "stays"

_SAID = validate.Length(1, 100)


class HabitRow(Row):
    name = fields.String(required=True, validate=_SAID)
    name_en = fields.String(required=True, validate=_SAID)
    to = fields.String(required=True, validate=validate.OneOf((STAFF, APPLICANT)))
    by = fields.List(fields.String(validate=validate.OneOf(CHANNELS)), required=True)
    discreet = fields.Boolean(load_default=False)


class StaysRow(Row):
    kinds = fields.List(fields.String(), required=True, data_key=STAYS)


def read(told: Mapping[str, Any], known: Collection[str] | None) -> dict[str, Any]:
    """Return what a file of notices says: habits by kind, and the kinds that stay.

    :param told: the TOML as it was read.
    :param known: every kind of notice there is; none to take the file's word for it. What the
        file does not name was added to the product later, and is left to it.
    :raises Invalid: with everything that is missing, unknown or of the wrong kind; places are
        like ``notice.overdue.by``.
    """
    faults, rows = [], {}
    for kind, row in told.items():
        try:
            rows[kind] = _row(kind, row)
        except Invalid as refusal:
            faults += [_placed(kind, fault) for fault in refusal.faults]
    if STAYS not in told:
        faults.append(Fault(STAYS, "notices.invalid", "Missing data for required field."))
    if known is not None:
        faults += _misnamed({*told} - {STAYS}, rows.get(STAYS, ()), known)
    if faults:
        raise Invalid("notices.invalid", MESSAGE, faults)
    return rows


def _row(kind: str, row: Any) -> Any:
    refusal = "notices.invalid", MESSAGE
    if kind == STAYS:
        return told_as(StaysRow(), {STAYS: row}, refusal)["kinds"]
    return told_as(HabitRow(), row if isinstance(row, Mapping) else {"name": row}, refusal)


def _placed(kind: str, fault: Fault) -> Fault:
    place = fault.place if kind == STAYS else f"{kind}.{fault.place}"
    return Fault(place, fault.code, fault.message, fault.params)


def _misnamed(named: set[str], stays: Collection[str], known: Collection[str]) -> Iterator[Fault]:
    for kind in sorted(named & {*stays}):
        message = "Named with a habit and under “stays”: leave one of them out."
        yield Fault(kind, "notices.twice", message)
    for kind in sorted((named | {*stays}) - {*known}):
        meant = ", ".join(get_close_matches(kind, known, 1)) or "; ".join(sorted(known))
        message = "There is no such notice. Did you mean %(meant)s?"
        yield Fault(kind, "notices.unknown", message, {"meant": meant})
