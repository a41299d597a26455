"""I16: a meeting was held as its minutes say; a conflict climbed rung by rung to its outcome."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from app.storage.case.cases import Case
from app.storage.joint import coordinations, meetings
from app.storage.joint.coordinations import SETTLED, Coordination, CoordinationStep
from app.storage.joint.meetings import CLOSED, PLANNED, PRESENT, Invitation, Meeting
from app.usecases.verifying.batches import of_cases
from app.usecases.verifying.breach import Breach
from app.usecases.work import Work

CLIMBING = ("begun", "raised", "passed")
"""The steps with which a conflict comes to another rung."""


def breaches(work: Work) -> Iterator[Breach]:
    """Compare meetings with who came, and coordinations with the steps they took."""
    for batch in of_cases(work):
        met = {case.id: case for case in batch if case.gatherings}
        if met:
            yield from _meetings(work, met)
            yield from _coordinations(work, met)


def _meetings(work: Work, cases: dict[int, Case]) -> Iterator[Breach]:
    rows = work.session.scalars(select(Meeting).where(Meeting.case_id.in_(cases))).all()
    invited = meetings.invited(work.session, [row.id for row in rows])
    for row in rows:
        if row.state == PLANNED and cases[row.case_id].ended_at is not None:
            yield Breach("I16", f"meeting {row.id}", "is planned, and its case has ended")
        if row.state == CLOSED:
            for what in _wrong_minutes(row, invited[row.id]):
                yield Breach("I16", f"meeting {row.id}", what)


def _wrong_minutes(row: Meeting, invited: Sequence[Invitation]) -> Iterator[str]:
    came = sum(one.attendance == PRESENT for one in invited)
    if came < row.quorum:
        yield f"has minutes, but {came} came of the {row.quorum} it needs"
    if not row.minutes or not row.paper:
        yield "is closed without minutes or their paper"


def _coordinations(work: Work, cases: dict[int, Case]) -> Iterator[Breach]:
    query = select(Coordination).where(Coordination.case_id.in_(cases))
    rows = work.session.scalars(query.order_by(Coordination.id)).all()
    taken = coordinations.steps(work.session, [row.id for row in rows])
    coordinated = set[int]()
    for row in rows:
        for what in _wrong_way(row, taken[row.id]):
            yield Breach("I16", f"coordination {row.id}", what)
        if row.state != coordinations.OPEN:
            continue
        if cases[row.case_id].ended_at is not None:
            yield Breach("I16", f"coordination {row.id}", "is open, and its case has ended")
        if row.case_id in coordinated:
            yield Breach("I16", f"coordination {row.id}", "is not the only open one of its case")
        coordinated.add(row.case_id)


def _wrong_way(row: Coordination, steps: Sequence[CoordinationStep]) -> Iterator[str]:
    if [one.seq for one in steps] != [*range(1, row.steps + 1)]:
        yield f"took {row.steps} steps, and other ones are kept"
    rungs = [one.rung_name for one in steps if one.what in CLIMBING]
    if len({*rungs}) < len(rungs):
        yield "stood twice on one rung"
    if rungs[-1:] != [row.rung_name]:
        yield f"stands on “{row.rung_name}”, where no step has led it"
    if row.state == SETTLED and not (row.outcome and row.words and row.paper):
        yield "is settled without outcome, words or paper"
