"""An administrator tells a change of the calendar: kept as a proposal until it is decided about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from app.storage.clock import calendar as stored
from app.storage.clock.calendar import DISCARDED, LIFTED, NOTICE, PROPOSED, CalendarChange
from app.storage.office.departments import Department
from app.usecases.calendars import judging, reading
from app.usecases.calendars.reading import File
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed
from engine.rules.openings import OfficeHours

KEEPERS = frozenset({"administrator"})
YEARS = range(2000, 2101)
LONGEST = 366
"""Days of one override or outage."""
REGION = re.compile(r"[1-9][0-9]{5}")


@dataclass(frozen=True)
class Decision:
    """What the office, a region or a department decides over the national table.

    :param kind: ``override``, ``outage`` or ``hours``.
    :param content: ``from``, ``to``, ``name`` and, for an override, ``works``; for hours
        ``halves``: opening and closing of each half day.
    :param source: the decision with its document number.
    """

    kind: str
    content: Mapping[str, Any]
    source: str
    department: str | None = None
    region: str | None = None


def propose_notice(work: Work, year: int, file: File) -> CalendarChange:
    """Read the table of a year and keep it as a proposal; nothing counts by it yet.

    :raises NotAllowed: only administrators keep the calendar.
    :raises Invalid: with everything that cannot be read or contradicts itself.

    Source: facts D-02, D-25.
    """
    _only_keepers(work)
    told, faults = reading.read(file)
    faults = sorted([*faults, *judging.faults(year, told)], key=_place)
    if year not in YEARS:
        faults.append(Fault("year", "calendar.year", "Please name the year the table is for."))
    if faults:
        raise Invalid("calendar.unreadable", "The calendar cannot be read.", faults)
    days = [[d.date.isoformat(), d.kind, d.name, d.source] for d in (one.day for one in told)]
    source = file.source or told[-1].day.source
    return _propose(work, NOTICE, {"years": [year], "days": sorted(days)}, source)


def propose(work: Work, decision: Decision) -> CalendarChange:
    """Keep an override, an outage or office hours as a proposal; nothing counts by it yet.

    :raises NotAllowed: only administrators keep the calendar.
    :raises Invalid: with everything that is wrong with it.

    Source: facts 2.5 (outage), D-04 (office hours).
    """
    _only_keepers(work)
    faults = [*_scope_faults(work, decision), *_faults(decision)]
    if faults:
        raise Invalid("calendar.invalid", "The calendar cannot be changed like this.", faults)
    change = _propose(work, decision.kind, dict(decision.content), decision.source)
    change.department, change.region = decision.department, decision.region
    return change


def propose_lifting(work: Work, change_id: int, source: str) -> CalendarChange:
    """Keep as a proposal that an override, an outage or office hours no longer hold.

    :raises NotAllowed: only administrators keep the calendar.
    :raises NotFound: there is no such change.
    :raises Conflict: it does not hold, or is a yearly notice, which only another one replaces.
    :raises Invalid: no source is named.
    """
    _only_keepers(work)
    held = stored.of_id(work.session, change_id)
    if held.id not in {one.id for one in work.almanac.decided}:
        raise Conflict("calendar.not_held", "Only a decision that holds can be lifted.")
    if not source.strip():
        raise Invalid("calendar.invalid", "The calendar cannot be changed like this.", [NO_SOURCE])
    change = _propose(work, LIFTED, {"change": held.id}, source)
    change.department, change.region = held.department, held.region
    return change


def discard(work: Work, change_id: int) -> CalendarChange:
    """Let a proposal be: nothing was counted by it.

    :raises NotAllowed: only administrators keep the calendar.
    :raises NotFound: there is no such change.
    :raises Conflict: it was decided about already.
    """
    change = open_proposal(work, change_id)
    change.state, change.decided_at, change.decided_by = DISCARDED, work.now, work.actor.name
    return change


def open_proposal(work: Work, change_id: int) -> CalendarChange:
    """Return a proposal with the lock on it.

    :raises NotAllowed: only administrators keep the calendar.
    :raises NotFound: there is no such change.
    :raises Conflict: it was decided about already.
    """
    _only_keepers(work)
    change = stored.of_id(work.session, change_id, lock=True)
    if change.state != PROPOSED:
        raise Conflict("calendar.decided", "This change was decided about already.")
    return change


NO_SOURCE = Fault("source", "calendar.no_document", "Please name the decision and its number.")


def _propose(work: Work, kind: str, content: dict[str, Any], source: str) -> CalendarChange:
    change = CalendarChange(kind=kind, content=content, source=source.strip(), state=PROPOSED)
    change.told_at, change.told_by, change.reason = work.now, work.actor.name, ""
    work.session.add(change)
    work.session.flush()
    return change


def _only_keepers(work: Work) -> None:
    if not work.actor.roles & KEEPERS:
        raise NotAllowed("calendar.not_yours", "Only administrators keep the calendar.")


def _scope_faults(work: Work, decision: Decision) -> list[Fault]:
    faults = []
    if decision.department is not None:
        if work.session.get(Department, decision.department) is None:
            message = "There is no such department."
            faults.append(Fault("department", "calendar.department", message))
        if decision.region is not None:
            message = "A decision is for a region or for a department."
            faults.append(Fault("region", "calendar.two_scopes", message))
    if decision.region is not None and not REGION.fullmatch(decision.region):
        message = "A region is the six digits of its division, like 450000."
        faults.append(Fault("region", "calendar.region", message))
    return faults


def _faults(decision: Decision) -> list[Fault]:
    faults = [] if decision.source.strip() else [NO_SOURCE]
    if decision.kind == stored.HOURS:
        return [*faults, *_hours_faults(decision.content["halves"])]
    if not str(decision.content["name"]).strip():
        faults.append(Fault("name", "calendar.no_reason", "Please say what the days are for."))
    first, last = (date.fromisoformat(decision.content[end]) for end in ("from", "to"))
    if not 0 <= (last - first).days < LONGEST:
        message = "The last day is not before the first, and within a year of it."
        faults.append(Fault("to", "calendar.days", message))
    return faults


def _hours_faults(halves: Sequence[Sequence[str]]) -> list[Fault]:
    try:
        OfficeHours(tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in halves))
    except ValueError:
        return [Fault("halves", "calendar.hours", "Write office hours like 09:00 and 12:00.")]
    except Invalid as refusal:
        return [Fault("halves", one.code, one.message, one.params) for one in refusal.faults]
    return []


def _place(fault: Fault) -> tuple[bool, str, int]:
    word, _, number = fault.place.partition(" ")
    return not number, word, int(number) if number.isdigit() else 0
