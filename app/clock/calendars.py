"""Running cases follow a changed calendar: each in a unit of work of its own."""

from collections.abc import Iterator, Sequence

import structlog

from app.clock.limits import CLOCK
from app.storage import calendar as stored
from app.unit_of_work import look, unit_of_work
from app.usecases import mending
from app.usecases.calendars import deciding
from engine.errors import Broken

log = structlog.get_logger(__name__)


def follow_calendar(most: int | None = None) -> int:
    """Let running cases follow the changes applied so far; return how many were looked at.

    :param most: stop after so many; the next tick goes on.
    """
    looked = 0
    for _ in _following():
        looked += 1
        if looked == most:
            break
    return looked


def behind_calendar() -> bool:
    """Whether a change of the calendar is in force that running cases still have to follow."""
    return bool(_unfinished())


def _unfinished() -> Sequence[int]:
    with look(CLOCK) as work:
        return stored.unfinished(work.session)


def _following() -> Iterator[None]:
    for change_id in _unfinished():
        while _one(change_id):
            yield


def _one(change_id: int) -> bool:
    """Let one case follow; one bad case stops nobody."""
    try:
        with unit_of_work(CLOCK) as work:
            return deciding.move_next(work, change_id) is not None
    except Exception as error:  # whatever it is, the other cases still have to follow
        log.exception("a case could not follow the calendar", change=change_id)
        broken = error if isinstance(error, Broken) else _failed(error)
    with unit_of_work(CLOCK) as work:
        case_id = deciding.skip(work, change_id)
        if case_id is not None:
            mending.note(work, case_id, broken, {"calendar": change_id})
    return case_id is not None


def _failed(error: Exception) -> Broken:
    return Broken("clock.failed", "%(error)s", error=repr(error))
