"""The guard of the clock: a heartbeat before every pass, and what waits for a person's word."""

from collections.abc import Iterator

import structlog
from sqlalchemy.exc import OperationalError

from app.clock.actor import CLOCK
from app.clock.deeds import catch_up, deed
from app.clock.following import follow_changes
from app.clock.watching import pulse
from app.storage.clock import held
from app.storage.clock.calendar import CalendarChange
from app.unit_of_work import look, unit_of_work
from app.usecases.guarding import beating, deciding, outages
from engine.errors import Conflict, Fault
from engine.people import Actor

log = structlog.get_logger(__name__)

AT_ONCE = 50
"""Cases that follow a declared outage before the answer; the clock lets the others follow."""


def may_pass(name: str) -> bool:
    """Write a heartbeat, and say whether the clock may be trusted; asked once before every pass.

    :param name: what kind of process lets time pass: ``serve``, ``tick``, ``worker``.
    """
    try:
        with unit_of_work(CLOCK) as work:
            verdict = beating.beat(work, pulse(name))
            stopped = work.clock_stopped or verdict in {"forward", "backward"}
    except OperationalError:
        log.warning("the database was busy; the next tick looks again", name=name)
        return False
    if verdict != "well":
        log.error("the clock was noticed", verdict=verdict, name=name)
    return not stopped


def confirm_limit(actor: Actor, number: str, deadline_id: str, reason: str) -> None:
    """Let one limit pass that waits, and carry it out.

    :raises Refusal: as ``deciding.confirm`` does.
    """
    with deed(actor, case=number) as work:
        deciding.confirm(work, number, deadline_id, reason)
    catch_up(number)


def lift_limit(actor: Actor, number: str, deadline_id: str, reason: str) -> None:
    """Count the limits of a case anew, without the days of the outage.

    :raises Refusal: as ``deciding.lift`` does.
    """
    with deed(actor, case=number) as work:
        deciding.lift(work, number, deadline_id, reason)


def confirm_all(actor: Actor, reason: str) -> Iterator[tuple[str, Fault | None]]:
    """Let every limit pass that waits, each by itself in order of due time; tell of each.

    :raises Refusal: as ``deciding.confirm`` does, where it is about all.
    """
    with look(actor) as work:
        waiting = [(one.number, one.deadline.id) for one in held.listed(work.session, 10_000)]
    for number, deadline_id in waiting:
        try:
            confirm_limit(actor, number, deadline_id, reason)
        except Conflict as refusal:  # somebody acted on the case meanwhile
            if refusal.code == deciding.BESIDE:
                continue
            yield number, refusal.at(number)
        else:
            yield number, None


def declare(actor: Actor, reason: str) -> list[CalendarChange]:
    """Declare every outage something waits for, and let running cases follow.

    :raises Refusal: as ``deciding.declare_all`` does.
    """
    with unit_of_work(actor) as work:
        changes = deciding.declare_all(work, reason)
    follow_changes(AT_ONCE)
    with unit_of_work(CLOCK) as work:
        outages.settle(work)
    return changes
