"""Whoever is asked is reminded before a limit ends, many in one transaction."""

import structlog
from sqlalchemy.exc import OperationalError

from app.clock.actor import CLOCK
from app.storage.clock import reminders
from app.unit_of_work import look, unit_of_work
from app.usecases import timing

log = structlog.get_logger(__name__)

AT_ONCE = 200


def remind() -> int:
    """Tell of every limit that is about to end, and return of how many.

    Limits that have passed come first (``passing``); of those nobody is reminded any more.
    """
    told = 0
    while some := _some():
        told += some
    return told


def to_remind() -> bool:
    """Whether a limit is about to end of which nobody knows."""
    with look(CLOCK) as work:
        return bool(reminders.waiting(work.session, work.now, 1))


def _some() -> int:
    try:
        with unit_of_work(CLOCK) as work:
            return timing.remind(work, AT_ONCE)
    except OperationalError:
        log.warning("the database was busy; the next tick reminds again")
        return 0
