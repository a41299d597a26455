"""What an administrator posts about the calendar, as a decision."""

from datetime import date
from typing import Any

from flask import request

from app.pages import posted
from app.storage.clock.calendar import HOURS, OUTAGE, OVERRIDE
from app.usecases.calendars.proposing import Decision
from engine.errors import Fault, Invalid

KINDS = {
    "rest": (OVERRIDE, {"works": False}),
    "work": (OVERRIDE, {"works": True}),
    "outage": (OUTAGE, {}),
}
HALVES = (("opens", "noon"), ("afternoon", "closes"))


def decision() -> Decision:
    """Return the decision that was posted.

    :raises Invalid: it says no kind, or a day that is none.
    """
    scope = posted.text("department") or None, posted.text("region") or None
    if request.form.get("kind") == HOURS:
        halves = [[posted.text(a), posted.text(b)] for a, b in HALVES]
        told = [half for half in halves if any(half)]
        return Decision(HOURS, {"halves": told}, posted.text("source"), *scope)
    kind, content = KINDS.get(posted.text("kind"), (None, {}))
    faults = [_no_day(name) for name in ("from", "to") if not _is_day(posted.text(name))]
    if kind is None:
        faults.append(Fault("kind", "calendar.what", "Please choose what is decided."))
    if kind is None or faults:
        raise Invalid("calendar.invalid", "The calendar cannot be changed like this.", faults)
    days: dict[str, Any] = {name: posted.text(name) for name in ("from", "to", "name")}
    return Decision(kind, days | content, posted.text("source"), *scope)


def _no_day(name: str) -> Fault:
    message = "“%(value)s” is no date; write it like 2027-01-01."
    return Fault(name, "calendar.date", message, {"value": posted.text(name)})


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2027-01-01") and bool(date.fromisoformat(text))
    except ValueError:
        return False
