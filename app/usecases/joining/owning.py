"""The own limit of a department that is asked while a co-approval goes on."""

from collections.abc import Iterator
from dataclasses import replace

from app.storage.case.cases import Case
from app.usecases.work import Work
from engine.change import Change, OpenTask, Timer
from engine.errors import Fault
from engine.rules.timers import Rule

LONGEST = 366


def faults(work: Work, case: Case, working_days: int | None) -> Iterator[Fault]:
    """Yield why an own limit cannot be: none below a day, none that ends after the case.

    Source: features C10; Administrative Licensing Law, Art. 42 (the limit of the whole case).
    """
    if working_days is None:
        return
    most = _left(work, case)
    if not 1 <= working_days <= most:
        message = "Its own limit is 1 to %(most)s working days: what the case has left."
        yield Fault("working_days", "joining.limit", message, {"most": most})


def limited(change: Change, working_days: int | None) -> Change:
    """Return a change whose new tasks have this limit, and the silence that is declared on them."""
    if working_days is None:
        return change
    own = Rule("working_days", str(working_days))
    ids = {task.id for task in change.opened}

    def task_of(task: OpenTask) -> OpenTask:
        return replace(task, limit=own)

    def timer_of(timer: Timer) -> Timer:
        declared = timer.effect == "silence" and timer.task_id in ids
        return replace(timer, rule=own) if declared else timer

    return replace(
        change,
        opened=tuple(map(task_of, change.opened)),
        started=tuple(map(timer_of, change.started)),
    )


def _left(work: Work, case: Case) -> int:
    """Return the working days from today to the last day promised; at least one."""
    if case.promised_due_on is None:
        return LONGEST
    calendar = work.calendar_of(case.lead_department)
    return max(1, calendar.between(work.today, case.promised_due_on))
