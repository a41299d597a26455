"""Cases: one matter of one applicant, from hand-in to archive."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    and_,
    bindparam,
    or_,
    select,
    text,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, undefer

from app.storage.desk import copies
from app.storage.ground.base import Base
from app.storage.ground.columns import Hash, Packed, PackedAlike, names_any
from engine.errors import NotFound
from engine.people import Actor, StandIn


class Case(Base):
    """The row is also the lock of the case: whoever writes about a case holds it."""

    __tablename__ = "case"
    __table_args__ = (
        Index(None, "lead_department", "id"),
        Index(None, "item_code", "id"),
        Index(
            "ix_case_running", "lead_department", "id",
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "ix_case_promised", "id",
            sqlite_where=text("promised > 0"), postgresql_where=text("promised > 0"),
        ),
        {"sqlite_autoincrement": True},
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    code_hash: Mapped[str | None] = mapped_column(Hash)  # of the applicant's code
    revision: Mapped[int] = mapped_column()

    item_code: Mapped[str] = mapped_column(ForeignKey("item.code"))
    item: Mapped[dict[str, Any]] = mapped_column(
        PackedAlike
    )  # as it was at hand-in: its limits stay
    process: Mapped[str]
    version: Mapped[int]
    process_digest: Mapped[str] = mapped_column(Hash)
    called: Mapped[list[str] | None]  # digests of the called processes its run needs
    lead_department: Mapped[str] = mapped_column(ForeignKey("department.code"))
    departments: Mapped[list[str]] = mapped_column(default=list)  # entered it or were asked so far

    applicant_name: Mapped[str]
    applicant: Mapped[dict[str, Any]] = mapped_column(Packed)  # name, id_number, phone, email
    entered_by: Mapped[str]  # the actor who handed in: "applicant" or a window clerk
    answers: Mapped[dict[str, Any]] = mapped_column(Packed)  # the application in force
    application_version: Mapped[int] = mapped_column(default=1)

    state: Mapped[str] = mapped_column(index=True)
    outcome: Mapped[str | None]
    handling_kind: Mapped[str]
    run_state: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    limits: Mapped[dict[str, Any] | None] = mapped_column(Packed, deferred=True)  # once ended
    tokens: Mapped[list[str]] = mapped_column(default=list)  # elements in the diagram that wait

    received_at: Mapped[datetime]
    received_on: Mapped[date]
    completed_on: Mapped[date]  # the day the materials in force came in
    accepted_on: Mapped[date | None]
    decided_on: Mapped[date | None]
    promised_due_on: Mapped[date | None]
    statutory_due_on: Mapped[date | None]
    yellow_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]  # the promised limit has passed from here on
    provisional: Mapped[bool] = mapped_column(default=False)
    paused: Mapped[bool] = mapped_column(default=False)
    pauses: Mapped[int] = mapped_column(default=0)  # how many there were; most cases have none
    gatherings: Mapped[int | None]  # how many meetings and coordinations there were; none: never
    extra_days: Mapped[int] = mapped_column(default=0)  # granted by an extension
    ended_at: Mapped[datetime | None]

    history_length: Mapped[int] = mapped_column(default=0)
    history_head: Mapped[str] = mapped_column(Hash, default="")  # the hash of the last link
    papers: Mapped[int] = mapped_column(default=0)  # how many were issued
    returns: Mapped[int] = mapped_column(default=0, server_default="0")  # most have none
    questions: Mapped[int] = mapped_column(default=0, server_default="0")  # that wait
    promised: Mapped[int | None]  # materials promised and still missing; most have none
    waits: Mapped[int] = mapped_column(default=0, server_default="0")  # rows; most have none

    __mapper_args__ = {"version_id_col": revision}

    @property
    def item_name(self) -> str:
        """What the item was called at hand-in."""
        return str(self.item["name"])


def locked(session: Session, number: str) -> Case:
    """Return a case with the lock on it, as it is now.

    :raises NotFound: there is no such case.
    """
    return _one(session, select(Case).where(Case.number == number).with_for_update(), lock=True)


def locked_by_id(session: Session, case_id: int, wait: bool = True) -> Case:
    """Return a case with the lock on it, by its inner id.

    :param wait: for whoever holds it.
    :raises NotFound: there is no such case, or somebody holds it and nobody is to wait.
    """
    case = session.scalar(_locking(wait), {"of": case_id})
    if case is None:
        raise _unknown()
    return case


@cache
def _locking(wait: bool) -> Select[Case]:
    """Built once, because every limit that passes asks it."""
    return _whole(
        select(Case).where(Case.id == bindparam("of")).with_for_update(skip_locked=not wait)
    )


def seen(session: Session, number: str, actor: Actor) -> Case:
    """Return a case this person may read.

    :raises NotFound: there is none, or none they may read: the answer is the same.
    """
    return _one(session, select(Case).where(Case.number == number, readable(actor)))


def digests(session: Session, ids: Collection[int]) -> Sequence[str]:
    """Return the versions of processes that some cases are bound to."""
    return session.scalars(select(Case.process_digest).where(Case.id.in_(ids)).distinct()).all()


def by_number(session: Session, number: str) -> Case | None:
    """Return a case whoever asks; for the applicant's door, which checks the code."""
    return session.scalar(select(Case).where(Case.number == number))


def visible(actor: Actor) -> Any:
    """Return the condition under which cases may be seen; the one place that says it in SQL.

    Everything for a role of the centre that sees all, the one case of an applicant, else the
    cases that a department of theirs leads or is asked about (decision 27).
    """
    if actor.sees_all:
        return true()
    if actor.case is not None:
        return Case.number == actor.case
    return or_(concerns(actor.departments), *map(_of_absent, actor.stands_in))


def _of_absent(away: StandIn) -> Any:
    """Return the condition under which whoever stands in for somebody sees a case."""
    theirs = concerns(away.departments)
    return theirs if away.items is None else and_(theirs, Case.item_code.in_(away.items))


def concerns(departments: Collection[str]) -> Any:
    """Return the condition that one of some departments leads a case, or is asked about it."""
    return or_(Case.lead_department.in_(departments), names_any(Case.departments, *departments))


def readable(actor: Actor) -> Any:
    """Return the condition under which cases may be read: seen, or sent to the actor as a copy.

    Source: docs/decisions/0192-a-copy-lets-its-receiver-read.md.
    """
    if actor.sees_all or actor.case is not None:
        return visible(actor)
    return or_(visible(actor), Case.id.in_(copies.opened(actor)))


def may_see(actor: Actor, case: Case) -> bool:
    """Say the same as ``visible`` about a case at hand."""
    if actor.sees_all or actor.case == case.number:
        return True
    concerned = {case.lead_department, *case.departments}
    return bool(actor.departments & concerned) or any(
        away.departments & concerned and (away.items is None or case.item_code in away.items)
        for away in actor.stands_in
    )


def may_read(session: Session, actor: Actor, case: Case) -> bool:
    """Say the same as ``readable`` about a case at hand."""
    return may_see(actor, case) or (actor.case is None and copies.opens(session, actor, case.id))


def _one(session: Session, query: Select[Case], lock: bool = False) -> Case:
    case = session.scalar(_whole(query) if lock else query)
    if case is None:
        raise _unknown()
    return case


def _whole(query: Select[Case]) -> Select[Case]:
    """Return the query with the run's state, for whoever moves the case, as it is now."""
    return query.options(undefer(Case.run_state)).execution_options(populate_existing=True)


def _unknown() -> NotFound:
    return NotFound("case.unknown", "There is no such case.")
