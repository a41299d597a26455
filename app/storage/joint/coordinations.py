"""Coordinations: conflicts of opinions on their way up the ladder, and what was done about them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, Index, or_, select, text, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case, visible
from app.storage.desk.tasks import groups_of
from app.storage.ground.base import Base
from app.storage.ground.columns import names_any
from engine.errors import NotFound
from engine.people import Actor

OPEN, SETTLED, VOID = "open", "settled", "void"
"""Void: the case was decided or ended before the coordination came to something."""


class Coordination(Base):
    """One conflict of a case, and the rung it stands on."""

    __tablename__ = "coordination"
    __table_args__ = (
        Index(None, "case_id"),
        Index(
            "ix_coordination_open", "id",
            sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    topic: Mapped[str]
    departments: Mapped[list[str]]  # those whose opinions are in conflict
    state: Mapped[str]
    rung: Mapped[str]
    rung_name: Mapped[str]  # as it was called then
    rung_name_en: Mapped[str]
    deciders: Mapped[list[str]]  # groups that decide on this rung
    since: Mapped[datetime]  # when it came to this rung
    due_on: Mapped[date]  # the last day of this rung
    steps: Mapped[int]  # how many steps were taken
    begun_by_name: Mapped[str]
    begun_at: Mapped[datetime]
    outcome: Mapped[str | None]
    words: Mapped[str | None]  # what was decided, and why
    paper: Mapped[str | None]
    ended_at: Mapped[datetime | None]
    ended_by_name: Mapped[str | None]


class CoordinationStep(Base):
    """One step of a coordination, in order."""

    __tablename__ = "coordination_step"
    __table_args__ = {"sqlite_with_rowid": False}

    coordination_id: Mapped[int] = mapped_column(ForeignKey("coordination.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]  # begun | raised | passed | settled | void
    rung_name: Mapped[str]
    rung_name_en: Mapped[str]
    due_on: Mapped[date | None]  # the last day of the rung it came to
    words: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
    actor_name: Mapped[str]


@dataclass(frozen=True)
class Wanted:
    """Which coordinations are asked for.

    :param scope: those one's departments or posts have to do with, or all of cases one may see.
    :param over: those that are over instead of those that are open.
    :param after: the id of the last row seen.
    """

    scope: Literal["mine", "seen"] = "mine"
    over: bool = False
    after: int | None = None
    limit: int = 50


def of_case(session: Session, case_id: int) -> Sequence[Coordination]:
    """Return the coordinations of a case, the first first."""
    query = select(Coordination).where(Coordination.case_id == case_id)
    return session.scalars(query.order_by(Coordination.id)).all()


def of_number(session: Session, case_id: int, coordination_id: int) -> Coordination:
    """Return one coordination of a case, as it is now.

    :raises NotFound: the case has no such coordination.
    """
    found = select(Coordination).where(
        Coordination.case_id == case_id, Coordination.id == coordination_id
    )
    row = session.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise NotFound("coordination.unknown", "There is no such coordination.")
    return row


def steps(session: Session, ids: Collection[int]) -> dict[int, list[CoordinationStep]]:
    """Return what was done in some coordinations, by their ids, in order."""
    found: dict[int, list[CoordinationStep]] = {one: [] for one in ids}
    query = select(CoordinationStep).where(CoordinationStep.coordination_id.in_(ids))
    ordered = query.order_by(CoordinationStep.coordination_id, CoordinationStep.seq)
    for row in session.scalars(ordered):
        found[row.coordination_id].append(row)
    return found


def coordinated(session: Session, case_ids: Collection[int]) -> set[int]:
    """Return those of some cases in which a conflict is being coordinated."""
    if not case_ids:
        return set()
    query = select(Coordination.case_id).where(Coordination.state == OPEN)
    return set(session.scalars(query.where(Coordination.case_id.in_(case_ids))))


def listed(session: Session, actor: Actor, wanted: Wanted) -> list[tuple[Coordination, Case]]:
    """Return a page of coordinations with their cases, the newest first; one row more."""
    query = select(Coordination, Case).join(Case, Case.id == Coordination.case_id)
    theirs = _of_actor(actor) if wanted.scope == "mine" else true()
    query = query.where(visible(actor), theirs)
    if wanted.over:
        query = query.where(Coordination.state != OPEN)
    else:
        query = query.where(Coordination.state == OPEN)
    if wanted.after is not None:
        query = query.where(Coordination.id < wanted.after)
    rows = session.execute(query.order_by(Coordination.id.desc()).limit(wanted.limit + 1))
    return [(row, case) for row, case in rows]


def _of_actor(actor: Actor) -> Any:
    departments, groups = sorted(actor.departments), groups_of(actor)
    own = [names_any(Coordination.deciders, *groups)] if groups else []
    if departments:
        own.append(names_any(Coordination.departments, *departments))
    return or_(Case.lead_department.in_(departments), *own)
