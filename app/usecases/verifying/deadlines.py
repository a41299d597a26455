"""I3: each deadline ends once, never before it is due, and none is forgotten."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import LargeBinary, select, type_coerce

from app.storage.case.cases import Case
from app.storage.clock.case_limits import unfold
from app.storage.clock.deadlines import (
    CANCELLED,
    FIRED,
    MET,
    OPEN,
    REPLACED,
    RUNNING,
    Deadline,
)
from app.storage.ground.packing import Damaged, read
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

STATES = {*OPEN, MET, FIRED, CANCELLED, REPLACED}
FORGOTTEN_AFTER = timedelta(minutes=10)


def breaches(work: Work) -> Iterator[Breach]:
    """Look at every deadline."""
    for deadline in _all(work):
        if what := _wrong(work, deadline):
            yield Breach("I3", f"deadline {deadline.id} of case {deadline.case_id}", what)


def _all(work: Work) -> Iterator[Deadline]:
    yield from work.session.scalars(select(Deadline).execution_options(yield_per=500))
    folded = select(Case.id, type_coerce(Case.limits, LargeBinary)).where(Case.limits.is_not(None))
    for case_id, limits in work.session.execute(folded.execution_options(yield_per=500)):
        with suppress(Damaged):  # what cannot be read is told as a document
            yield from unfold(case_id, read(limits))


def _wrong(work: Work, deadline: Deadline) -> str | None:
    if deadline.state not in STATES:
        return f"has the unknown state {deadline.state!r}"
    if (deadline.state in OPEN) != (deadline.ended_at is None):
        return f"is {deadline.state} but its end says otherwise"
    if deadline.state == FIRED and deadline.ended_at and deadline.ended_at < deadline.due_at:
        return "passed before it was due"
    overdue = deadline.state == RUNNING and deadline.due_at < work.now - FORGOTTEN_AFTER
    if overdue and deadline.held_by is None:
        return f"was due at {deadline.due_at:%Y-%m-%d %H:%M} UTC and nobody let it pass"
    return None
