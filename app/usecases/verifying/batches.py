"""Going through all cases a batch at a time."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import undefer

from app.storage.case.cases import Case
from app.usecases.work import Work

SIZE = 200


def of_cases(
    work: Work, only_open: bool = False, with_state: bool = False
) -> Iterator[Sequence[Case]]:
    """Yield the cases in the order in which they came, without ever holding them all."""
    query = select(Case).order_by(Case.id).limit(SIZE)
    if only_open:
        query = query.where(Case.ended_at.is_(None))
    if with_state:
        query = query.options(undefer(Case.run_state))
    last = 0
    while batch := work.session.scalars(query.where(Case.id > last)).all():
        last = batch[-1].id
        yield batch
