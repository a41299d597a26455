"""I3: what is stored of an open limit is what its rule says, and a clock that stands stands."""

from collections.abc import Iterator

from app.storage.case.cases import Case
from app.storage.clock import calendar
from app.storage.clock.deadlines import PAUSED, Deadline
from app.storage.post import incidents
from app.usecases.counting import dates
from app.usecases.counting.dates import Counting
from app.usecases.verifying.batches import of_cases
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work


def breaches(work: Work) -> Iterator[Breach]:
    """Count every open limit again; what still has to follow a calendar is left out."""
    following = bool(calendar.unfinished(work.session))
    could_not = incidents.cases_behind(work.session, "calendar")
    for batch in of_cases(work, only_open=True):
        for case in batch:
            yield from _case(work, case, following or case.id in could_not)


def _case(work: Work, case: Case, behind: bool) -> Iterator[Breach]:
    counting = dates.standing(work, case)
    for row in dates.open_limits(work, case):
        if behind and row.calendar_version != counting.calendar(row).version:
            continue
        if what := _wrong(row, counting):
            yield Breach("I3", f"deadline {row.id} of case {case.id}", what)
    whole = any(one.to_on is None and one.task_id is None for one in counting.held.rows)
    if case.paused != whole:
        yield Breach("I3", f"case {case.number}", "is paused and its pauses say otherwise")


def _wrong(row: Deadline, counting: Counting) -> str | None:
    due = counting.dates(row)
    if (row.state == PAUSED) != (due.state == PAUSED):
        return f"is {row.state}, but by the pauses of its case it is {due.state}"
    if row.due_at != due.due_at:
        return f"is due at {row.due_at.isoformat()}, by its rule at {due.due_at.isoformat()}"
    return None
