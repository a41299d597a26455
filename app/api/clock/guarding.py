"""The guard of the clock: confirming it after a jump, deciding about what waits after an outage."""

from collections.abc import Callable
from typing import Any

from app import clock
from app.api.doing import Thing, done
from app.api.resource import KEYED, Resource
from app.permissions import may_come
from app.shapes.clock.guarding import (
    ClockView,
    DecidedView,
    DeclaredView,
    HeldLimitView,
    HeldWanted,
    Why,
    key_of,
    read_key,
)
from app.shapes.paging import list_of, page
from app.signin import signed_in
from app.storage.case.cases import Case
from app.storage.clock import case_limits, heartbeats, held
from app.storage.clock.calendar import CalendarChange
from app.storage.clock.deadlines import Deadline
from app.storage.office import settings
from app.unit_of_work import look
from app.usecases.guarding import deciding, jumps, outages
from app.usecases.work import Work

blueprint = Resource("guarding", "", "Whether the clock can be trusted, and what waits for a word.")

WATCHING = ("administrator", "supervisor")
Decide = Callable[[Work, str, str, str], Case]


def _clock(work: Work, _: object = None) -> dict[str, Any]:
    stopped = settings.get(work.session, settings.CLOCK_STOPPED)
    return {
        "state": "running" if stopped is None else "stopped",
        "now": work.now,
        "incident": None if stopped is None else int(stopped),
        "held": held.counted(work.session),
        "heartbeats": heartbeats.listed(work.session),
    }


def _limit(work: Work, name: str) -> Deadline:
    case_id, deadline_id = name.split("/")
    rows = case_limits.of_case(work.session, int(case_id))
    return next(row for row in rows if row.id == deadline_id)


def _declared(work: Work, changes: list[CalendarChange]) -> dict[str, Any]:
    days = [[one.content["from"], one.content["to"]] for one in changes]
    return {"days": days, "held": held.counted(work.session)}


CLOCK: Thing[object] = Thing(name=lambda _: "clock", find=lambda work, name: name, show=_clock)
LIMIT: Thing[Deadline] = Thing(
    name=lambda row: f"{row.case_id}/{row.id}", find=_limit, show=lambda _, row: row
)
DECLARED: Thing[list[CalendarChange]] = Thing(
    name=lambda changes: ",".join(str(one.id) for one in changes),
    find=lambda work, name: [
        work.session.get_one(CalendarChange, int(one)) for one in name.split(",") if one
    ],
    show=_declared,
)


@blueprint.get("/clock")
@may_come(*WATCHING)
@blueprint.response(200, ClockView)
def seen() -> Any:
    """Say whether the clock runs, who lets time pass, and how many limits wait."""
    with look(signed_in()) as work:
        return _clock(work)


@blueprint.post("/clock/confirmation")
@may_come("administrator")
@blueprint.doc(**KEYED)
@blueprint.arguments(Why)
@blueprint.response(200, ClockView)
def confirm_clock(sent: dict[str, Any]) -> Any:
    """Let the office go on after a jump: 409 the clock does not stand."""
    return done(CLOCK, lambda work: (jumps.confirm(work, sent["reason"]), 200))


@blueprint.get("/held-limits")
@may_come(*WATCHING)
@blueprint.arguments(HeldWanted, location="query")
@blueprint.response(200, list_of(HeldLimitView))
def listed(wanted: dict[str, Any]) -> Any:
    """List the limits that wait after an outage, the longest overdue first."""
    with look(signed_in()) as work:
        rows = held.listed(work.session, wanted["limit"] + 1, read_key(wanted["after"]))
        shown = page(rows, wanted["limit"], key_of)
        items = [
            {**vars(one), "number": one.number, "outage": outages.of(one.incident)}
            for one in shown.items
        ]
        return {"items": items, "next": shown.next}


@blueprint.post("/held-limits/declaration")
@may_come(*WATCHING)
@blueprint.doc(**KEYED)
@blueprint.arguments(Why)
@blueprint.response(200, DeclaredView)
def declare(sent: dict[str, Any]) -> Any:
    """Declare the outages about which limits wait: their days do not count, cases follow."""
    return done(DECLARED, lambda work: (deciding.declare_all(work, sent["reason"]), 200))


@blueprint.post("/cases/<number>/deadlines/<deadline_id>/confirmation")
@may_come(*WATCHING)
@blueprint.doc(**KEYED)
@blueprint.arguments(Why)
@blueprint.response(200, DecidedView)
def confirm(sent: dict[str, Any], number: str, deadline_id: str) -> Any:
    """Let a limit pass that waits, with its true due time: 409 it waits no more."""
    answer = _decided(deciding.confirm, number, deadline_id, sent["reason"])
    clock.catch_up(number)
    return answer


@blueprint.post("/cases/<number>/deadlines/<deadline_id>/lifting")
@may_come(*WATCHING)
@blueprint.doc(**KEYED)
@blueprint.arguments(Why)
@blueprint.response(200, DecidedView)
def lift(sent: dict[str, Any], number: str, deadline_id: str) -> Any:
    """Count the limits of a case without the outage: 409 waits no more, or passed all the same."""
    return _decided(deciding.lift, number, deadline_id, sent["reason"])


def _decided(decide: Decide, number: str, deadline_id: str, reason: str) -> Any:
    def act(work: Work) -> tuple[Deadline, int]:
        case = decide(work, number, deadline_id, reason)
        return _limit(work, f"{case.id}/{deadline_id}"), 200

    return done(LIMIT, act, case=number)
