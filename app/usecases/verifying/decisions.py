"""I1, I2: handed in once; one effective answer a task, as it was given; one outcome a case."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress

from sqlalchemy import select

from app.storage.case.cases import Case
from app.storage.case.history import Entry, Link, digest_of, entries
from app.storage.desk.tasks import RETURNED, Task
from app.usecases.verifying.batches import of_cases
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

SUBMITTED, ANSWERED, ENDED = "case.submitted", "task.answered", "case.ended"
SENT_BACK, TAKEN_BACK = "task.returned", "answer.taken_back"


def breaches(work: Work) -> Iterator[Breach]:
    """Compare what the history tells with the rows of tasks and cases."""
    for batch in of_cases(work):
        ids = [case.id for case in batch]
        told = _told(work, ids)
        for task in work.session.scalars(select(Task).where(Task.case_id.in_(ids))):
            yield from _task(task, told[task.case_id, ANSWERED])
            yield from _returned(task, told)
        for case in batch:
            yield from _case(case, told[case.id, ENDED])
            if (times := len(told[case.id, SUBMITTED])) != 1:
                what = f"handed in {times} times by its history"
                yield Breach("I1", f"case {case.number}", what)


Told = dict[tuple[int, str], list[Entry]]


def _told(work: Work, ids: Sequence[int]) -> Told:
    told: Told = defaultdict(list)
    for link in work.session.scalars(select(Link).where(Link.case_id.in_(ids))):
        with suppress(ValueError):  # what cannot be read is told by I5
            for entry in entries([link]):
                told[link.case_id, entry.what].append(entry)
    return told


def _task(task: Task, told: Sequence[Entry]) -> Iterator[Breach]:
    where = f"task {task.id}"
    answers = [entry.details for entry in told]
    digests = [details["digest"] for details in answers if details["task"] == task.id]
    if len(digests) != (task.closing == "answered"):
        what = f"answered {len(digests)} times by its history, its row says {task.closing}"
        yield Breach("I2", where, what)
    elif digests and digest_of(task.answers) != digests[0]:
        yield Breach("I2", where, "its answers are not those that were given")
    if (task.closed_at is None) != (task.closing is None):
        yield Breach("I2", where, "half closed")


def _returned(task: Task, told: Told) -> Iterator[Breach]:
    """A task is returned once, an answer taken back once, and the history tells it."""
    rows = {SENT_BACK: task.closing == RETURNED, TAKEN_BACK: task.taken_back_at is not None}
    for what, is_so in rows.items():
        times = sum(one.details["task"] == task.id for one in told[task.case_id, what])
        if times != is_so:
            yield Breach("I2", f"task {task.id}", f"“{what}” {times} times by its history")


def _case(case: Case, told: Sequence[Entry]) -> Iterator[Breach]:
    ended = case.ended_at is not None
    if len(told) != ended or ended != (case.outcome is not None):
        what = f"ended {len(told)} times by its history, its row says {case.outcome}"
        yield Breach("I2", f"case {case.number}", what)
    elif told and told[0].details["outcome"] != case.outcome:
        yield Breach("I2", f"case {case.number}", "its outcome is not the one it ended with")
