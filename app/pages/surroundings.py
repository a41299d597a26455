"""What stands around every page: who is signed in, what waits for them, which office this is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, request

from app.i18n import language
from app.pages.showing import labelled
from app.signin import NOBODY, perhaps_signed_in
from app.storage.clock import held
from app.storage.desk import waiting
from app.storage.office import settings
from app.storage.office.departments import Department
from app.unit_of_work import look
from app.usecases.calendars.missing import missing_year
from app.usecases.calendars.proposing import KEEPERS
from app.usecases.cards.handling import SUPERVISOR
from app.usecases.guarding.deciding import DECIDERS
from app.usecases.processes.rights import DESIGNERS
from app.usecases.work import Work
from app.web import page_at
from engine.people import Actor

PLACES = {
    "cards": {"supervisor", "centre_coordinator", "head", "government_head", "administrator"},
    "window": {"window_clerk"},
    "processes": DESIGNERS,
    "incidents": {"administrator"},
    "held": {"administrator", "supervisor"},
    "admin": {"administrator"},
}
"""The places of the navigation that are not for all staff, with the roles they are for."""


@dataclass(frozen=True)
class Office:
    """The office itself.

    :param now: the moment it is there, which a demo office may have moved.
    :param years: those whose table of working days is known; a day of another is provisional.
    """

    name: str
    demo: bool
    now: datetime
    years: Collection[int]


def install(app: Flask) -> None:
    """Let every template know."""
    app.context_processor(around)


def around() -> dict[str, Any]:
    """Return what ``base.html`` shows: its first lines say what that is."""
    actor = perhaps_signed_in()
    staff = actor if actor is not None and actor.case is None else None
    with look(actor or NOBODY) as work:
        counts = _counts(work, staff) if staff else {}
        return {
            "me": _me(work, staff, counts) if staff else None,
            "counts": counts,
            "office": _office(work),
            "missing_year": _missing_year(work, staff),
            "clock_stopped": work.clock_stopped,
            "limits_waiting": _held(work, staff),
            "here": _here(),
        }


def may_see(actor: Actor) -> set[str]:
    """Return the places of the navigation that are for somebody of the staff."""
    theirs = {place for place, roles in PLACES.items() if actor.roles & roles}
    return {"inbox", "due_soon", "cases"} | theirs


def _here() -> str:
    """Return the address of the page one sees, after a deed that was not taken too."""
    if request.method == "GET" or page_at(request.path) == request.path:
        return request.full_path
    return page_at(request.path)


def _missing_year(work: Work, staff: Actor | None) -> int | None:
    """Return the year whose calendar is missing, to those who can import it."""
    keeps = staff is not None and staff.roles & KEEPERS
    return missing_year(work) if keeps else None


def _held(work: Work, staff: Actor | None) -> int:
    """Return how many limits wait after an outage, to those who decide about them."""
    decides = staff is not None and staff.roles & DECIDERS
    return held.counted(work.session) if decides else 0


def _me(work: Work, actor: Actor, counts: dict[str, int]) -> dict[str, Any]:
    codes = sorted(actor.departments)
    department = work.session.get(Department, codes[0]) if codes else None
    return {
        "id": actor.id,
        "name": actor.name,
        "department_name": labelled(department, "name") if department else "",
        "may": may_see(actor) | ({"cards"} if counts["cards"] else set()),
    }


def _counts(work: Work, actor: Actor) -> dict[str, int]:
    found = waiting.counts(work.session, actor, work.now, decides=SUPERVISOR in actor.roles)
    tasks = found.pop("claimable") + found.pop("mine")
    return {**found, "inbox": tasks}


def _office(work: Work) -> Office:
    name = settings.get(work.session, settings.OFFICE_NAME)
    if language() == "en":
        name = settings.get(work.session, settings.OFFICE_NAME_EN) or name
    demo = settings.get(work.session, settings.DEMO) == "yes"
    return Office(name or "", demo, work.now, work.almanac.years)
