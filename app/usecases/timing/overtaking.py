"""Reminders whose step a limit that is due as well ends: they no longer come beside it."""

from collections.abc import Sequence

from app.storage.case.cases import Case
from app.storage.case.history import Fact
from app.storage.clock import held
from app.storage.clock.deadlines import Deadline
from app.usecases.guarding import outages
from app.usecases.timing import told
from app.usecases.work import Work
from engine import Change, Run


def instead(work: Work, run: Run, reminder: Deadline) -> Deadline | None:
    """Return the limit that passes when a drawn timer is due: as a rule, itself.

    Where a limit is due too that ends what the timer only hangs on, the first of what is due in
    the case passes instead, other such reminders apart. So all comes in order of due time, and
    the last of it withdraws the reminder. Where that limit waits for a person's word, nothing
    passes: the reminder waits with it, or as long as nobody lets time pass.

    Source: decisions 105, 121.
    """
    ends = run.overruling(reminder.timer_id or "")
    due = held.overdue_of_case(work.session, reminder.case_id, work.now) if ends else ()
    ending = [one for one in due if one.timer_id in ends]
    if not ending:
        return reminder
    passing = _free(work, due)
    if not any(one in passing for one in ending):
        reminder.held_by = ending[0].held_by
        return None
    timers = {one.timer_id for one in passing}
    others = (one for one in passing if timers.isdisjoint(run.overruling(one.timer_id or "")))
    return next(others)


def covered(work: Work, case: Case, change: Change) -> list[Fact]:
    """Return what the history says of limits that were due, and a move has withdrawn."""
    if not change.stopped:
        return []
    due = held.overdue_of_case(work.session, case.id, work.now)
    return [told.covered(one) for one in due if one.timer_id in change.stopped]


def _free(work: Work, due: Sequence[Deadline]) -> list[Deadline]:
    """Return what may pass of what is due in a case: nobody's word is awaited, or would be."""
    free = [one for one in due if one.held_by is None]
    if not free:
        return []
    ids = outages.without_waiting(work, free[0].case_id, [one.id for one in free])
    return [one for one in free if one.id in ids]
