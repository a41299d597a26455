"""Running cases follow a change that concerns many: each in a unit of work of its own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy.orm import Session

from app.clock.actor import CLOCK
from app.storage.case.cases import Case
from app.storage.clock import calendar, limit_changes
from app.unit_of_work import look, unit_of_work
from app.usecases.calendars import deciding
from app.usecases.keeping import mending
from app.usecases.limits import following as limits
from app.usecases.work import Work
from engine.errors import Broken, NotFound

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Sort:
    """A sort of changes that running cases follow.

    :param name: under which an incident says what a case could not follow.
    :param unfinished: the ids of the changes that cases still have to follow, the first first.
    :param move_next: lets the next case follow a change; ``skip`` goes on after one that cannot.
    :param follow: lets one case follow a change before its turn.
    """

    name: str
    unfinished: Callable[[Session], Sequence[int]]
    move_next: Callable[[Work, int], Case | None]
    skip: Callable[[Work, int], int | None]
    follow: Callable[[Work, int, int, bool], object]


SORTS = (
    Sort("calendar", calendar.unfinished, deciding.move_next, deciding.skip, deciding.follow),
    Sort("limits", limit_changes.unfinished, limits.move_next, limits.skip, limits.follow),
)


def follow_changes(most: int | None = None) -> int:
    """Let running cases follow the changes applied so far; return how many were looked at.

    :param most: stop after so many; the next tick goes on.
    """
    looked = 0
    for _ in _following():
        looked += 1
        if looked == most:
            break
    return looked


def bring_up(case_ids: Sequence[int], wait: bool = True) -> set[int]:
    """Let some cases follow before their turn, because a limit of theirs is due.

    By what has changed it may not be due any more. With thousands of cases it takes a while until
    each has had its turn.

    :param wait: for whoever holds a case; else it is passed over.
    :returns: the cases that could not follow yet: nothing of theirs may pass.
    """
    return {
        case_id
        for sort in SORTS
        for change_id in _unfinished(sort)
        for case_id in case_ids
        if not _before_its_turn(sort, change_id, case_id, wait)
    }


def behind_changes() -> bool:
    """Whether a change is in force that running cases still have to follow."""
    return any(_unfinished(sort) for sort in SORTS)


def _unfinished(sort: Sort) -> Sequence[int]:
    with look(CLOCK) as work:
        return sort.unfinished(work.session)


def _following() -> Iterator[None]:
    for sort in SORTS:
        for change_id in _unfinished(sort):
            while _one(sort, change_id):
                yield


def _one(sort: Sort, change_id: int) -> bool:
    """Let one case follow; one bad case stops nobody."""
    try:
        with unit_of_work(CLOCK) as work:
            return sort.move_next(work, change_id) is not None
    except Exception as error:  # whatever it is, the other cases still have to follow
        log.exception("a case could not follow a change", sort=sort.name, change=change_id)
        broken = error if isinstance(error, Broken) else _failed(error)
    with unit_of_work(CLOCK) as work:
        case_id = sort.skip(work, change_id)
        if case_id is not None:
            mending.note(work, case_id, broken, {sort.name: change_id})
    return case_id is not None


def _before_its_turn(sort: Sort, change_id: int, case_id: int, wait: bool) -> bool:
    try:
        with unit_of_work(CLOCK) as work:
            sort.follow(work, change_id, case_id, wait)
    except NotFound:
        return False  # somebody holds it
    except Exception:  # its turn will come, and then it is an incident
        log.warning("a case could not follow yet", sort=sort.name, case=case_id, exc_info=True)
        return False
    return True


def _failed(error: Exception) -> Broken:
    return Broken("clock.failed", "%(error)s", error=repr(error))
