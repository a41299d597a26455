"""I1, I12: what a program was told is done is there, once; no key is left half used."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.ground.columns import canonical
from app.storage.ground.repeats import Repeat
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

SIZE = 500
HAND_IN, TASKS, COMPLETE = "POST /api/v1/cases", "POST /api/v1/tasks/", "/complete"


def breaches(work: Work) -> Iterator[Breach]:
    """Look for what every request carried out under a key was about."""
    rows = work.session.scalars(select(Repeat).execution_options(yield_per=SIZE))
    for batch in rows.partitions(SIZE):
        yield from _batch(work, batch)


def _batch(work: Work, batch: Sequence[Repeat]) -> Iterator[Breach]:
    numbers = [row.reference for row in batch if _route(row) == HAND_IN]
    answered = {row.key: task for row in batch if (task := _answered(row)) is not None}
    there = set(work.session.scalars(select(Case.number).where(Case.number.in_(numbers))))
    query = select(Task.id).where(Task.id.in_(answered.values()), Task.closing == "answered")
    closed = set(work.session.scalars(query))
    for row in batch:
        where = f"key {row.key} of {row.actor}"
        if not 200 <= row.status < 300 or not row.reference:
            yield Breach("I12", where, "is used, and its request was never carried out")
        elif _route(row) == HAND_IN and row.reference not in there:
            yield Breach("I1", where, f"case {row.reference} was handed in and is not there")
        elif row.key in answered and answered[row.key] not in closed:
            yield Breach("I1", where, f"task {answered[row.key]} was answered and is not")


def _route(row: Repeat) -> str:
    """Return method and path; of a request without a sign-in the digest of its body follows."""
    return " ".join(row.route.split(" ")[:2])


def _answered(row: Repeat) -> str | None:
    """Return the task that a request answered."""
    route = _route(row)
    if not (route.startswith(TASKS) and route.endswith(COMPLETE)):
        return None
    return canonical(route.removeprefix(TASKS).removesuffix(COMPLETE))
