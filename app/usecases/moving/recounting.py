"""Every open limit of a case counted again, after something it hangs on has changed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import update

from app.storage.case import history
from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock import calendar
from app.storage.clock.deadlines import PAUSED, Deadline
from app.storage.clock.silences import LATE_OPINION, Silence
from app.storage.desk.tasks import NEVER, Task
from app.storage.ground.base import store
from app.usecases.counting import alerting, dates
from app.usecases.counting.dates import Counting, Dates, MovedLimit
from app.usecases.moving import redating
from app.usecases.work import Work
from engine.rules import deadlines as rules
from engine.rules.deadlines import OFFICE_ZONE

CALENDAR = "calendar"


def recount(work: Work, case: Case, why: str) -> list[MovedLimit]:
    """Count every open limit of a case again and bring case and tasks in line, in this transaction.

    The caller holds the lock of the case. The old moments stay in the history.

    :param why: what has changed: ``pause``, ``resume``, ``extension``, or ``calendar``, which
        moves nothing to before a date that was announced.

    Source: Administrative Licensing Law, Art. 42, 45; facts D-13, D-26.
    """
    store(work.session)
    moved = settle(work, case, announced=why == CALENDAR)
    if moved:
        if why == CALENDAR:
            redating.tell(work, case, moved, why, calendar.newest_source(work.session))
        history.write(work.session, case, [told(moved, why)], work.actor, work.now)
    return moved


def catch_up(work: Work, case: Case) -> list[Fact]:
    """Let a case follow the calendar before a deed moves its limits, if its turn has not come yet.

    The date announced is protected against the table alone: what the deed adds comes on top.

    Source: facts D-26; decision 118.
    """
    counting = dates.standing(work, case)
    behind = (
        row.calendar_version != counting.calendar(row).version
        for row in dates.open_limits(work, case)
    )
    moved = settle(work, case, announced=True) if any(behind) else []
    if not moved:
        return []
    redating.tell(work, case, moved, CALENDAR, calendar.newest_source(work.session))
    return [told(moved, CALENDAR)]


def settle(work: Work, case: Case, announced: bool = False) -> list[MovedLimit]:
    """Do what ``recount`` does, for a deed that writes the history itself.

    :param announced: limits that would end before the moment they were announced with keep
        it, and no pause that begins or ends later makes them end sooner.
    """
    store(work.session)  # what is new is counted with the rest
    work.held = None  # and read again where it is shown
    rows, counting = dates.open_limits(work, case), dates.standing(work, case)
    for row in counting.kept(rows) if announced else ():
        row.kept_at, row.kept_paused = row.due_at, counting.paused_days(row)
    moved = counting.moved(rows)
    for one in moved:
        row = one.deadline
        row.due_at, row.due_on, row.state = one.new.due_at, one.new.due_on, one.new.state
        row.moved_at = work.now
    for row in rows:
        calendar = counting.calendar(row)
        row.provisional = calendar.provisional(row.due_at.astimezone(OFFICE_ZONE).date())
        row.calendar_version = calendar.version
        alerting.renew(case, row, counting, row.moved_at == work.now)
    _show_on_case(case, rows)
    _show_on_tasks(work, rows, counting)
    return moved


def told(moved: Iterable[MovedLimit], why: str) -> Fact:
    """Return the fact that keeps the old and the new moments."""
    rows = [
        {
            "kind": one.deadline.kind,
            "step": one.deadline.step,
            "from": _told(one.old),
            "to": _told(one.new),
        }
        for one in moved
    ]
    return Fact("deadlines.moved", None, {"why": why, "limits": rows})


def _told(when: Dates) -> dict[str, Any]:
    due_at = when.due_at.astimezone(OFFICE_ZONE).isoformat()
    return {"due_at": due_at, "paused": when.state == PAUSED}


def _show_on_case(case: Case, rows: Iterable[Deadline]) -> None:
    """Bring the dates and the light of a case in line with its own limits.

    While the clock stands nothing turns yellow or red; what is red already stays so.
    """
    own = {row.kind: row for row in rows if row.kind in dates.OF_CASE}
    if statutory := own.get(dates.STATUTORY):
        case.statutory_due_on = statutory.due_on
    if promised := own.get(dates.PROMISED):
        stands = promised.state == PAUSED
        case.promised_due_on = promised.due_on
        case.due_at = NEVER if stands else promised.due_at
        case.yellow_at = None if stands else promised.warn_at
    if own:
        case.provisional = any(row.provisional for row in own.values())


def _show_on_tasks(work: Work, rows: Iterable[Deadline], counting: Counting) -> None:
    """Bring the dates of the open tasks in line; nobody's revision changes by that."""
    for row in rows:
        if row.kind == LATE_OPINION:
            owed = {"owed_on": row.due_on, "owed_until": row.due_at}
            work.session.execute(update(Silence).where(Silence.task_id == row.task_id).values(owed))
        if row.kind != "step" or row.task_id not in counting.tasks:
            continue
        stands = row.state == PAUSED
        shown = {
            "due_on": rules.last_day(row.due_at),
            "due_at": NEVER if stands else row.due_at,
            "yellow_at": None if stands else row.warn_at,
        }
        work.session.execute(update(Task).where(Task.id == row.task_id).values(shown))
