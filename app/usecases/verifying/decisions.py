"""I2: at most one effective answer a task, one final outcome a case."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from app.storage.cases import Case
from app.storage.history import Entry
from app.storage.tasks import Task
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

ANSWERED = "task.answered"


def breaches(work: Work) -> Iterator[Breach]:
    """Compare what the history tells with the rows of tasks and cases."""
    told: Counter[str] = Counter()
    ends: Counter[int] = Counter()
    wanted = select(Entry).where(Entry.what.in_((ANSWERED, "case.ended")))
    for entry in work.session.scalars(wanted.execution_options(yield_per=500)):
        if entry.what == ANSWERED:
            told[entry.fact["details"]["task"]] += 1
        else:
            ends[entry.case_id] += 1
    yield from _tasks(work, told)
    yield from _cases(work, ends)


def _tasks(work: Work, told: Counter[str]) -> Iterator[Breach]:
    rows = work.session.execute(select(Task.id, Task.closing, Task.closed_at))
    for task in rows:
        answered = task.closing == "answered"
        if told[task.id] != answered:
            what = f"answered {told[task.id]} times by its history, its row says {task.closing}"
            yield Breach("I2", f"task {task.id}", what)
        if (task.closed_at is None) != (task.closing is None):
            yield Breach("I2", f"task {task.id}", "half closed")


def _cases(work: Work, ends: Counter[int]) -> Iterator[Breach]:
    for case in work.session.execute(select(Case.id, Case.number, Case.ended_at, Case.outcome)):
        ended = case.ended_at is not None
        if ends[case.id] != ended or ended != (case.outcome is not None):
            what = f"ended {ends[case.id]} times by its history, its row says {case.outcome}"
            yield Breach("I2", f"case {case.number}", what)
