"""The further limits of an item as rows of a page: what was typed, and what there is to choose."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext

from app.pages.showing import labelled
from app.pages.words import CHOICES, word
from app.storage.office.items import Item
from app.usecases.office.rows import UNITS, PeriodRow
from app.usecases.work import Work
from engine.errors import Fault, Invalid

TYPED = "periods"
"""Says that the page had rows of further limits at all."""
_ROW = re.compile(r"periods\.(\d{1,4})\.(kind|name|days|unit|from|until|basis|follows_clock)")
_SAYING = ("kind", "name", "days", "from", "until", "basis")
"""Without any of these a row says nothing."""
_USUAL = {"unit": "working_days"}
KINDS = ("hearing_request", "hearing", "reply", "payment", "issue")
"""What the office has words for; others may be typed."""
MILESTONES = ("received", "accepted", "decided", "issued", "delivered", "archived")
LABELS: Mapping[str, Any] = {
    "name": lazy_gettext("Name of the limit"),
    "kind": lazy_gettext("Kind, by its code"),
    "days": lazy_gettext("How long"),
    "unit": lazy_gettext("Unit"),
    "from": lazy_gettext("Begins with"),
    "until": lazy_gettext("Ends with"),
    "basis": lazy_gettext("Basis"),
}
_WRONG: Mapping[str, Any] = {
    "kind": lazy_gettext("Small letters, digits and underscores, and no word of the product."),
    "name": lazy_gettext("Please give a name of at most 40 characters."),
    "days": lazy_gettext("Please give a whole number from 1 to 3660."),
    "unit": lazy_gettext("Please choose a unit."),
    "from": lazy_gettext("Please choose an event."),
    "until": lazy_gettext("Please choose an event."),
    "basis": lazy_gettext("Please say what it rests on, in at most 200 characters."),
}


def typed() -> list[dict[str, str]] | None:
    """Return the rows of the page as they were typed, without empty ones; ``None`` without rows."""
    if TYPED not in request.values:
        return None
    rows: dict[int, dict[str, str]] = {}
    for name, value in request.values.items():
        if match := _ROW.fullmatch(name):
            rows.setdefault(int(match[1]), {})[match[2]] = value.strip()
    return [row for _, row in sorted(rows.items()) if any(row.get(name) for name in _SAYING)]


def read() -> list[dict[str, Any]] | None:
    """Return the rows of the page as an item keeps them.

    :raises Invalid: with everything that is wrong with them, at ``periods.<row>.<member>``.
    """
    rows = typed()
    if rows is None:
        return None
    told = [_told(row) for row in rows]
    wrong = [(place, PeriodRow().validate(row)) for place, row in enumerate(told)]
    faults = [
        Fault(f"periods.{place}.{member}", f"period.{member}", str(_WRONG[member]))
        for place, messages in wrong
        for member in messages
    ]
    if faults:
        raise Invalid("limit.invalid", "These limits cannot be kept.", faults)
    return [dict(PeriodRow().load(row)) for row in told]


def _told(row: Mapping[str, str]) -> dict[str, Any]:
    days = row.get("days", "")
    number = int(days) if days.isascii() and days.isdecimal() and len(days) < 6 else days
    follows = {"follows_clock": True} if row.get("follows_clock") else {}
    plain = {name: row.get(name, "") for name in ("kind", "name", "from", "until", "basis")}
    return {**plain, "unit": row.get("unit") or "working_days", "days": number, **follows}


def shown(work: Work, item: Item) -> dict[str, Any]:
    """Return what the page needs: the rows, and what there is to choose."""
    rows: Sequence[Mapping[str, Any]] | None = typed()
    kept = [_USUAL | row for row in item.periods] if rows is None else rows
    return {
        "own": kept,
        "members": LABELS,
        "labels": {
            f"periods.{place}.{member}": f"{row.get('name') or place + 1} · {said}"
            for place, row in enumerate(kept)
            for member, said in LABELS.items()
        },
        "kinds": [(kind, CHOICES["limit"][kind]) for kind in KINDS],
        "units": [(unit, word(unit, "unit")) for unit in UNITS],
        "events": _events(work, item),
    }


def _events(work: Work, item: Item) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the events of a case by what they are: milestones, steps of its process, papers."""
    process = work.library.latest(item.process) if item.process else None
    steps = process.steps.values() if process is not None else ()
    asked = [(f"step:{one.id}", labelled(one, "name")) for one in steps if one.kind == "userTask"]
    papers = [(f"paper:{kind}", str(said)) for kind, said in CHOICES["paper"].items()]
    return [
        (gettext("Milestones"), [(one, _milestone(one)) for one in MILESTONES]),
        (gettext("Steps of the process"), asked),
        (gettext("Papers"), papers),
    ]


def _milestone(code: str) -> str:
    return (
        gettext("Receipt of the application") if code == "received" else str(CHOICES["state"][code])
    )
