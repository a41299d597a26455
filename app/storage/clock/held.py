"""Limits that wait for a person's word, because they passed while nobody could act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import Session

from app.storage.case.cases import Case
from app.storage.clock.deadlines import RUNS, Deadline
from app.storage.post.incidents import Incident

JUMPED, OUTAGE = "clock.jumped", "clock.outage"


@dataclass(frozen=True)
class Sort:
    """Limits that are alike: of the same kind and step of the same process."""

    kind: str
    step: str | None
    process: str


@dataclass(frozen=True)
class Waiting:
    """A limit that waits, with its case and the outage."""

    deadline: Deadline
    case: Case
    incident: Incident

    @property
    def number(self) -> str:
        """The number of its case, which is not new."""
        return str(self.case.number)


Span = tuple[datetime, datetime]
"""From a moment on, which is not in it, until another, which is."""


def sorts(session: Session, span: Span, kinds: Collection[str]) -> Sequence[Sort]:
    """Return which sorts of limits passed in a time and were not carried out."""
    rows = session.execute(
        select(Deadline.kind, Deadline.step, Case.process_digest)
        .join(Case, Case.id == Deadline.case_id)
        .where(*_passed(span), Deadline.kind.in_(kinds))
        .distinct()
    )
    return [Sort(*row) for row in rows]


def waiting_of_case(
    session: Session, case_id: int, span: Span, kinds: Collection[str]
) -> dict[str, Sort]:
    """Return the limits of a case that passed in a time, by id, with their sort."""
    rows = session.execute(
        select(Deadline.id, Deadline.kind, Deadline.step, Case.process_digest)
        .join(Case, Case.id == Deadline.case_id)
        .where(Deadline.case_id == case_id, *_passed(span), Deadline.kind.in_(kinds))
    )
    return {row[0]: Sort(row[1], row[2], row[3]) for row in rows}


def hold(session: Session, sort: Sort, span: Span, incident: int) -> int:
    """Let all limits of a sort that passed in a time wait; return how many do."""
    of_process = select(Case.id).where(Case.process_digest == sort.process)
    waiting = update(Deadline).where(
        *_passed(span),
        Deadline.kind == sort.kind,
        Deadline.step.is_not_distinct_from(sort.step),
        Deadline.case_id.in_(of_process),
    )
    done = waiting.values(held_by=incident).execution_options(synchronize_session=False)
    return len(session.execute(done.returning(Deadline.id)).all())


def listed(
    session: Session, limit: int, after: tuple[datetime, str] | None = None
) -> Sequence[Waiting]:
    """Return the limits that wait, the longest overdue first."""
    query = _waiting().order_by(Deadline.due_at, Deadline.id).limit(limit)
    if after is not None:
        due_at, last = after
        same = (Deadline.due_at == due_at) & (Deadline.id > last)
        query = query.where((Deadline.due_at > due_at) | same)
    return [Waiting(row[0], row[1], row[2]) for row in session.execute(query)]


def counted(session: Session) -> int:
    """Return how many limits wait."""
    return session.scalar(select(func.count()).select_from(_waiting().subquery())) or 0


def of_incident(session: Session, incident: int) -> Sequence[tuple[int, str, Sort]]:
    """Return what an outage lets wait: inner id of the case, id of the limit, and its sort."""
    rows = session.execute(
        select(Deadline.case_id, Deadline.id, Deadline.kind, Deadline.step, Case.process_digest)
        .join(Case, Case.id == Deadline.case_id)
        .where(Deadline.held_by == incident, RUNS)
    )
    return [(row[0], row[1], Sort(row[2], row[3], row[4])) for row in rows]


def overdue_of_case(session: Session, case_id: int, now: datetime) -> Sequence[Deadline]:
    """Return what has passed of a case, in order of due time, also what waits for a word."""
    passed = (RUNS, Deadline.due_at <= now)
    asked = select(Deadline).where(Deadline.case_id == case_id, *passed)
    ordered = asked.order_by(Deadline.due_at, Deadline.id)
    return session.scalars(ordered.execution_options(populate_existing=True)).all()


def let_go(session: Session, case_id: int, deadline_id: str) -> None:
    """Let a limit wait no longer."""
    one = update(Deadline).where(Deadline.case_id == case_id, Deadline.id == deadline_id)
    session.execute(one.values(held_by=None))


def release(session: Session, incident: int, now: datetime) -> None:
    """Let go what no longer has passed, because it was counted anew."""
    gone = update(Deadline).where(Deadline.held_by == incident, RUNS, Deadline.due_at > now)
    session.execute(gone.values(held_by=None))


def open_outages(session: Session) -> Sequence[Incident]:
    """Return the outages about whose effects nobody has decided wholly, the first first."""
    query = select(Incident).where(Incident.code == OUTAGE, Incident.resolved_at.is_(None))
    return session.scalars(query.order_by(Incident.id)).all()


def outages_after(session: Session, moment: datetime) -> Sequence[Incident]:
    """Return the outages that were noticed at a moment or later, decided about or not."""
    query = select(Incident).where(Incident.code == OUTAGE, Incident.occurred_at >= moment)
    return session.scalars(query.order_by(Incident.id)).all()


def _waiting() -> Select[Deadline, Case, Incident]:
    return (
        select(Deadline, Case, Incident)
        .join(Incident, Incident.id == Deadline.held_by)
        .join(Case, Case.id == Deadline.case_id)
        .where(Incident.code == OUTAGE, RUNS)
    )


def _passed(span: Span) -> tuple[ColumnElement[bool], ...]:
    since, until = span
    return (
        RUNS,
        Deadline.held_by.is_(None),
        Deadline.due_at > since,
        Deadline.due_at <= until,
    )
