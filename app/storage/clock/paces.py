"""Paces: how long the decided cases of an item took from each step on; counted once a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, delete, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case
from app.storage.clock.pauses import Pause
from app.storage.desk.tasks import Task
from app.storage.ground.base import Base
from app.storage.ground.columns import Packed


class Pace(Base):
    """What forecasts of an item's cases rest on; everything here can be counted again."""

    __tablename__ = "pace"

    item_code: Mapped[str] = mapped_column(ForeignKey("item.code"), primary_key=True)
    counted_on: Mapped[date]
    cases: Mapped[int]  # how many decided cases it rests on
    steps: Mapped[dict[str, Any]] = mapped_column(Packed)  # step: sorted remaining working days
    accuracy: Mapped[dict[str, Any]] = mapped_column(Packed)  # tried, within, mean_error


@dataclass(frozen=True)
class Decided:
    """A decided case as forecasts learn from it.

    :param opened: each step it came to, with the moments that step was opened.
    """

    case_id: int
    department: str
    decided_on: date
    opened: Sequence[tuple[str, datetime]]
    pauses: Sequence[Pause]


def items_with_decisions(session: Session, since: date) -> Sequence[str]:
    """Return the codes of the items of which a case was decided from a day on."""
    decided = select(Case.item_code).where(Case.decided_on >= since).distinct()
    return session.scalars(decided.order_by(Case.item_code)).all()


def decided(session: Session, item_code: str, since: date, most: int) -> Iterator[Decided]:
    """Yield the cases of an item decided from a day on, the newest of them, with their steps."""
    newest = (
        select(Case.id, Case.lead_department, Case.decided_on, Case.pauses)
        .where(Case.item_code == item_code, Case.decided_on >= since)
        .order_by(Case.decided_on.desc(), Case.id.desc())
        .limit(most)
    )
    rows = session.execute(newest).all()
    opened = _opened(session, [row.id for row in rows])
    stood = _stood(session, [row.id for row in rows if row.pauses])
    for case_id, department, decided_on, _ in rows:
        if decided_on is not None:
            steps, pauses = opened.get(case_id, ()), stood.get(case_id, ())
            yield Decided(case_id, department, decided_on, steps, pauses)


def of_item(session: Session, item_code: str) -> Pace | None:
    """Return the pace of an item, if it was ever counted."""
    return session.get(Pace, item_code)


def everything(session: Session) -> Sequence[Pace]:
    """Return the pace of every item that has one."""
    return session.scalars(select(Pace).order_by(Pace.item_code)).all()


def replace(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep these paces instead of all earlier ones."""
    session.execute(delete(Pace))
    if rows:
        session.execute(insert(Pace), list(rows))


def _opened(session: Session, case_ids: Sequence[int]) -> dict[int, list[tuple[str, datetime]]]:
    found: dict[int, list[tuple[str, datetime]]] = {}
    query = select(Task.case_id, Task.step, Task.opened_at).where(Task.case_id.in_(case_ids))
    for case_id, step, opened_at in session.execute(query):
        found.setdefault(case_id, []).append((step, opened_at))
    return found


def _stood(session: Session, case_ids: Sequence[int]) -> dict[int, list[Pause]]:
    found: dict[int, list[Pause]] = {}
    if case_ids:
        query = select(Pause).where(Pause.case_id.in_(case_ids), Pause.task_id.is_(None))
        for pause in session.scalars(query):
            found.setdefault(pause.case_id, []).append(pause)
    return found
