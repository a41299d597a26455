"""I2: a missed task is kept once, told on paper where its opinion is owed, made up for once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress

from sqlalchemy import select

from app.storage.case.history import Link, entries
from app.storage.case.papers import Paper
from app.storage.clock.silences import Silence
from app.storage.desk.tasks import HANDED_ON, MISSED, SILENT, Task
from app.usecases.moving.contents import DEFAULT_NOTICE
from app.usecases.verifying.batches import of_cases
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

SUPPLIED = "opinion.supplied"


def breaches(work: Work) -> Iterator[Breach]:
    """Compare the tasks nobody answered with what is kept, handed out and told of them."""
    for batch in of_cases(work):
        yield from _of_cases(work, [case.id for case in batch])


def _of_cases(work: Work, ids: Sequence[int]) -> Iterator[Breach]:
    asked = select(Silence).where(Silence.case_id.in_(ids))
    kept = {one.task_id: one for one in work.session.scalars(asked)}
    missed = select(Task).where(Task.case_id.in_(ids), Task.closing.in_(MISSED))
    tasks = {task.id: task for task in work.session.scalars(missed)}
    for task_id in sorted(tasks.keys() - kept.keys()):
        yield Breach("I2", f"task {task_id}", "nobody answered it, and nothing is kept of that")
    for task_id in sorted(kept.keys() - tasks.keys()):
        yield Breach("I2", f"task {task_id}", "is kept as not answered, its row says otherwise")
    both = [(kept[task_id], tasks[task_id]) for task_id in sorted(kept.keys() & tasks.keys())]
    if both:
        told = _told(work, {silence.case_id for silence, _ in both})
        for silence, task in both:
            yield from _one(silence, task, told)
        yield from _papers(work, both)


Told = Counter[tuple[str, str]]


def _told(work: Work, ids: set[int]) -> Told:
    """Count what histories tell of a task, by its id."""
    told: Told = Counter()
    for link in work.session.scalars(select(Link).where(Link.case_id.in_(ids))):
        with suppress(ValueError):  # what cannot be read is told by I5
            told.update((one.what, str(one.details.get("task"))) for one in entries([link]))
    return told


def _one(silence: Silence, task: Task, told: Told) -> Iterator[Breach]:
    where = f"task {task.id}"
    if task.closing != (SILENT if silence.outcome == "agree" else HANDED_ON):
        yield Breach("I2", where, f"is closed as {task.closing}, kept as {silence.outcome}")
    if (times := told[f"{silence.kind}.{silence.outcome}", task.id]) != 1:
        yield Breach("I2", where, f"was not answered in time {times} times by its history")
    if (times := told[SUPPLIED, task.id]) != (silence.supplied_at is not None):
        yield Breach("I2", where, f"its opinion was supplied {times} times by its history")


def _papers(work: Work, both: Sequence[tuple[Silence, Task]]) -> Iterator[Breach]:
    """Each opinion still owed was told on paper once; a paper names step, last day and kind."""
    owed = Counter(
        (silence.case_id, task.name, silence.due_on.isoformat(), silence.kind)
        for silence, task in both
        if silence.owed_on is not None
    )
    ids = {silence.case_id for silence, _ in both}
    notices = select(Paper).where(Paper.case_id.in_(ids), Paper.kind == DEFAULT_NOTICE)
    said = [(row.case_id, row.content.get("missed")) for row in work.session.scalars(notices)]
    handed = Counter(
        (case_id, one["step"], one["due_on"], one["kind"]) for case_id, one in said if one
    )
    for key in sorted(owed.keys() | handed.keys()):
        if owed[key] != handed[key]:
            what = f"“{key[1]}”: {owed[key]} opinions owed, {handed[key]} papers"
            yield Breach("I2", f"case {key[0]}", what)
