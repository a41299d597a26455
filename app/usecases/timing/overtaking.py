"""Reminders whose step a limit that is due as well ends: they no longer come beside it."""

from app.storage import due_limits
from app.storage.cases import Case
from app.storage.deadlines import Deadline
from app.storage.history import Fact
from app.usecases.timing import told
from app.usecases.work import Work
from engine import Change, Run


def instead(work: Work, run: Run, reminder: Deadline) -> Deadline:
    """Return the limit that passes when a drawn timer is due: as a rule, itself.

    Where a limit is due too that ends what the timer only hangs on, the first of what is due in
    the case passes instead, other such reminders apart. So all comes in order of due time, and
    the last of it withdraws the reminder.

    Source: decision 105.
    """
    ends = run.overruling(reminder.timer_id or "")
    if not ends:
        return reminder
    due = due_limits.of_cases(work.session, [reminder.case_id], work.now)
    timers = {one.timer_id for one in due}
    if timers.isdisjoint(ends):
        return reminder
    others = (one for one in due if timers.isdisjoint(run.overruling(one.timer_id or "")))
    return next(others)


def covered(work: Work, case: Case, change: Change) -> list[Fact]:
    """Return what the history says of limits that were due, and a move has withdrawn."""
    if not change.stopped:
        return []
    due = due_limits.of_cases(work.session, [case.id], work.now)
    return [told.covered(one) for one in due if one.timer_id in change.stopped]
