"""A proposal is applied, with what becomes of running cases; then each of them follows."""

from app.storage.case import cases, walks
from app.storage.case.cases import Case
from app.storage.clock import calendar as stored
from app.storage.clock.calendar import KEEP, MOVE, CalendarChange, CalendarMove
from app.usecases.calendars import changing, previewing, proposing
from app.usecases.moving.recounting import CALENDAR, recount
from app.usecases.work import Work
from engine.errors import Fault, Invalid


def apply(work: Work, change_id: int, running: str, reason: str) -> CalendarChange:
    """Make a proposal the next version of the calendar.

    :param running: ``move`` lets running cases follow, each by itself, though never to an
        earlier date than the one announced; ``keep`` lets them keep the dates they were told.
    :raises NotAllowed: only administrators keep the calendar.
    :raises NotFound: there is no such change.
    :raises Conflict: it was decided about already.
    :raises Invalid: no reason was given, or nobody said what becomes of running cases.

    Source: facts D-25, D-26.
    """
    change = proposing.open_proposal(work, change_id)
    faults = []
    if not reason.strip():
        faults.append(Fault("reason", "calendar.no_reason_given", "Please say why."))
    if running not in {MOVE, KEEP}:
        message = "Please say whether running cases follow or keep their dates."
        faults.append(Fault("running", "calendar.running", message))
    if faults:
        raise Invalid("calendar.invalid", "The calendar cannot be changed like this.", faults)
    changing.put_in_force(work, change, running, reason.strip())
    return change


def move_next(work: Work, change_id: int) -> Case | None:
    """Let the next running case follow a change; case and progress are one transaction.

    :returns: the case looked at, or nothing once all have been, or while somebody who began
        before the change is not done yet.
    """
    move = _locked(work, change_id)
    if move is None or not walks.may_go_on(work.session, move):
        return None
    change = stored.of_id(work.session, change_id)
    found = previewing.concerned(work, change, move.after_case, 1)
    if not found:
        move.ended_at = work.now
        return None
    case = cases.locked_by_id(work.session, found[0])
    moved = recount(work, case, CALENDAR)
    move.after_case, move.looked_at = case.id, move.looked_at + 1
    move.moved += bool(moved)
    return case


def follow(work: Work, change_id: int, case_id: int, wait: bool) -> None:
    """Let one case follow a change before its turn; in its turn nothing of it moves any more.

    :param wait: for whoever holds the case.
    :raises NotFound: there is no such case, or somebody holds it and nobody is to wait.
    """
    move = stored.move_of(work.session, change_id)
    if move is not None and move.ended_at is None and case_id > move.after_case:
        recount(work, cases.locked_by_id(work.session, case_id, wait), CALENDAR)


def skip(work: Work, change_id: int) -> int | None:
    """Go on after a case that could not follow, and return its inner id: an incident keeps it."""
    move = _locked(work, change_id)
    if move is None:
        return None
    change = stored.of_id(work.session, change_id)
    found = previewing.concerned(work, change, move.after_case, 1)
    move.after_case = found[0] if found else move.after_case
    return found[0] if found else None


def _locked(work: Work, change_id: int) -> CalendarMove | None:
    move = stored.move_of(work.session, change_id)
    return None if move is None or move.ended_at is not None else move
