"""Why a limit of a case ends when it does: its days, with the pauses and the extension it had."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from app.storage.case.cases import Case
from app.storage.case.promises import PROMISED_MATERIAL
from app.storage.clock import case_limits
from app.storage.clock.deadlines import OPEN, REPLACED, UNASKED, URGING, Deadline
from app.storage.clock.pauses import Extension
from app.storage.clock.pauses import Pause as Row
from app.storage.desk.tasks import Task
from app.usecases.counting import holding
from app.usecases.counting.dates import EXTENDED, OF_CASE, Counting, rule_of
from app.usecases.counting.holding import Holding
from app.usecases.work import Work
from engine.errors import NotFound
from engine.people import APPLICANT
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.explaining import Explanation, explain


def named(work: Work, case: Case, name: str) -> Deadline:
    """Return a limit of a case, open or over; of several of one name that which runs, or the last.

    :param name: its id; or the kind of a limit of the case; or the id of the task it is for; or
        what it waits for, like ``pause:7`` or ``card:…``.
    :raises NotFound: the case has no such limit, or none this applicant may ask about.
    """
    rows = [row for row in case_limits.of_case(work.session, case.id) if row.state != REPLACED]
    found = [row for row in rows if _is_called(row, name) and concerns(work, row)]
    if not found:
        raise NotFound("deadline.unknown", "There is no such limit.")
    return max(found, key=lambda row: (row.state in OPEN, row.due_at))


def concerns(work: Work, row: Deadline) -> bool:
    """Whether the actor may ask: an applicant about the case, and what they themselves owe."""
    if work.actor.case is None or row.kind in (*OF_CASE, PROMISED_MATERIAL):
        return True
    task = work.session.get(Task, row.task_id) if row.task_id else None
    return task is not None and task.role == APPLICANT


def explained(work: Work, case: Case, row: Deadline) -> Explanation:
    """Return every day of a limit and whether it counts.

    What came after the limit was over, a pause, an extension, another calendar, is left out. Where
    it ends later than its days say, that day was announced before the calendar changed.

    Source: Administrative Licensing Law, Art. 42, 45, 82; facts D-26.
    """
    task = work.session.get(Task, row.follows) if row.follows else None
    held = Holding(_before_its_end(row, holding.of_case(work, case).rows))
    asked = {task.id: task} if task is not None else {}
    lead, since = case.lead_department, case.received_at
    counting = Counting(_calendars(work, row), lead, since, held, asked)
    return explain(
        rule_of(row),
        row.from_at,
        counting.calendar(row),
        held.spans(task) if row.follows_clock else (),
        _extra(work, case, row),
        announced=row.due_on,
    )


def _is_called(row: Deadline, name: str) -> bool:
    if row.id == name or (row.kind in OF_CASE and row.kind == name):
        return True
    waited_for = row.kind not in UNASKED or row.kind == URGING  # when cards fall, nobody asks
    of_task = row.kind == "step" and row.task_id == name
    return of_task or (waited_for and row.timer_id == name)


def _calendars(work: Work, row: Deadline) -> Callable[[str, datetime], WorkCalendar]:
    """Return the calendars a limit is counted by: one that is over by those of its end."""
    if row.state in OPEN:
        return work.calendar_of
    return partial(work.almanac.counted_by, row.calendar_version)


def _extra(work: Work, case: Case, row: Deadline) -> int:
    """Return what an extension added to a limit: nothing to one that had passed before it."""
    if row.kind not in EXTENDED or not case.extra_days:
        return 0
    granted = work.session.get_one(Extension, case.id).recorded_at
    return 0 if row.ended_at is not None and row.ended_at < granted else case.extra_days


def _before_its_end(row: Deadline, rows: Sequence[Row]) -> list[Row]:
    if row.state in OPEN or row.ended_at is None:
        return list(rows)
    ended_on = row.ended_at.astimezone(OFFICE_ZONE).date()
    return [one for one in rows if one.from_on < ended_on]
