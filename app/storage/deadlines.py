"""Deadlines: every limit that runs, as a row; the scheduler only looks here."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.orm.attributes import set_committed_value

from app.storage import settings
from app.storage.base import Base, New, UtcTime, change_each
from app.storage.cases import Case
from app.storage.columns import Id

Ending = Callable[[Mapping[str, Any]], Mapping[str, Any]]

RUNNING, MET, FIRED, CANCELLED, REPLACED = "running", "met", "fired", "cancelled", "replaced"
PAUSED = "paused"
"""The clock of the limit stands: it cannot pass, and is due as if the pause ended as planned."""
OPEN = (RUNNING, PAUSED)
UNFOLDED = {"case_id", "held_by", "warn_at", "remind_at", "asked", "moved_at"} | {
    "kept_at",
    "kept_paused",
}
"""What nobody asks of a limit any more once its case has ended."""

PREWARNING, CARD, STEP_CARD, URGING = "prewarning", "card", "step_card", "urging"
"""After these a card is given, or somebody who has not answered one is urged."""
OF_CARDS = (PREWARNING, CARD, STEP_CARD, URGING)
OF_NOBODY = dict.fromkeys(("warn_at", "remind_at", "asked", "moved_at"))
"""What these say besides: nobody has to meet them, nobody is reminded of them."""


class Deadline(Base):
    """Runs or stands, and ends in exactly one of met, fired, cancelled or replaced (I3).

    *Marking* deadlines (``moves`` false) never load the run; *moving* ones are the drawn
    timers and the declared silences (decision 6).
    """

    __tablename__ = "deadline"
    __table_args__ = (
        Index(
            "ix_deadline_due", "due_at", "id",
            sqlite_where=text("state = 'running' AND held_by IS NULL"),
            postgresql_where=text("state = 'running' AND held_by IS NULL"),
        ),
        Index(
            "ix_deadline_remind", "remind_at", "id",
            sqlite_where=text("state = 'running' AND remind_at IS NOT NULL"),
            postgresql_where=text("state = 'running' AND remind_at IS NOT NULL"),
        ),
        Index(
            "ix_deadline_asked", "asked", "state", "due_at", "id",
            sqlite_where=text("asked IS NOT NULL"), postgresql_where=text("asked IS NOT NULL"),
        ),
        Index(
            "ix_deadline_held", "held_by",
            sqlite_where=text("held_by IS NOT NULL"),
            postgresql_where=text("held_by IS NOT NULL"),
        ),
        {"sqlite_with_rowid": False},
    )  # fmt: skip

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    task_id: Mapped[str | None] = mapped_column(Id, ForeignKey("task.id"))
    timer_id: Mapped[str | None]  # the engine's id, for moving ones
    kind: Mapped[str]  # promised | statutory | step | timer | silence | late_opinion | card …
    moves: Mapped[bool]
    step: Mapped[str | None]

    rule_kind: Mapped[str]
    rule_value: Mapped[str]
    from_at: Mapped[datetime]
    follows_clock: Mapped[bool]
    due_at: Mapped[datetime]  # the first moment that is too late
    due_on: Mapped[date | None]  # the last day in time, for limits in days
    kept_at: Mapped[datetime | None]  # as announced, where a changed calendar would end it sooner
    kept_paused: Mapped[int | None]  # working days of pauses that this announced moment counted on
    provisional: Mapped[bool] = mapped_column(default=False)
    calendar_version: Mapped[str]
    basis: Mapped[str | None]  # the article of law it rests on
    warn_at: Mapped[datetime | None]  # about to end from here on
    remind_at: Mapped[datetime | None]  # when whoever is asked is told so; none once they are
    asked: Mapped[str | None]  # the department that has to meet it, or a role of the centre
    moved_at: Mapped[datetime | None]  # when it last became another moment

    state: Mapped[str] = mapped_column(default=RUNNING)
    ended_at: Mapped[datetime | None]  # recorded time; the legal time is due_at
    held_by: Mapped[int | None] = mapped_column(ForeignKey("incident.id"))


def due(session: Session, now: datetime, limit: int = 2_000) -> Sequence[tuple[int, str]]:
    """Return (case id, deadline id) of what has passed, the longest overdue first."""
    rows = session.execute(
        select(Deadline.case_id, Deadline.id)
        .where(*_passed(now))
        .order_by(Deadline.due_at, Deadline.id)
        .limit(limit)
    )
    return [(case_id, deadline_id) for case_id, deadline_id in rows]


@dataclass(frozen=True)
class Nearest:
    """A case, and whether the nearest of its limits has passed."""

    case_id: int
    passed: bool


def nearest(session: Session, number: str) -> Nearest | None:
    """Return the case with a number, and whether a limit of it passed, in one statement."""
    row = session.execute(_nearest(settings.dialect_of(session)), {"number": number}).one_or_none()
    if row is None:
        return None
    return Nearest(row[0], row[1] is not None and row[1] <= settings.read_moment(row[2:]).now)


@cache
def _nearest(dialect: str) -> Select[Any]:
    """Built once, because every job and every message asks it first."""
    first = select(func.min(Deadline.due_at)).where(
        Deadline.case_id == Case.id, Deadline.state == RUNNING, Deadline.held_by.is_(None)
    )
    columns = (Case.id, first.scalar_subquery(), *settings.moment_columns(dialect))
    return select(*columns).where(Case.number == bindparam("number"))


def due_of_case(session: Session, case_id: int, now: datetime) -> Sequence[str]:
    """Return the ids of a case's deadlines that have passed, in order of due time."""
    return session.scalars(
        select(Deadline.id)
        .where(Deadline.case_id == case_id, *_passed(now))
        .order_by(Deadline.due_at, Deadline.id)
    ).all()


def of_case(session: Session, case_id: int, running: bool = False) -> Sequence[Deadline]:
    """Return the deadlines of a case in order of due time, perhaps only the open ones."""
    query = select(Deadline).filter_by(case_id=case_id).order_by(Deadline.due_at, Deadline.id)
    rows = session.scalars(query.where(Deadline.state.in_(OPEN)) if running else query).all()
    if running or any(row.kind != URGING for row in rows):
        return rows
    folded = session.scalar(select(Case.limits).where(Case.id == case_id))
    return rows if folded is None else [*unfold(case_id, folded), *rows]


def due_of_cases(session: Session, case_ids: Collection[int], now: datetime) -> Sequence[Deadline]:
    """Return what has passed of some cases, as it is now, in order of due time."""
    return session.scalars(_due_of_cases(), {"case_ids": [*case_ids], "now": now}).all()


@cache
def _due_of_cases() -> Select[Deadline]:
    """Built once, because every limit that passes asks it."""
    these = Deadline.case_id.in_(bindparam("case_ids", expanding=True))
    passed = select(Deadline).where(these, *_passed(bindparam("now", type_=UtcTime())))
    ordered = passed.order_by(Deadline.due_at, Deadline.id)
    return ordered.execution_options(populate_existing=True)


def claim(session: Session, passed: Sequence[Deadline], now: datetime) -> bool:
    """Say that limits have passed, at once: what follows may already look at the rows.

    :returns: whether all of them could still be claimed.
    """
    rows = [{"of": one.case_id, "limit": one.id, "now": now} for one in passed]
    claimed = change_each(session, _claiming, CLAIMS, rows)
    for one in passed:
        set_committed_value(one, "state", FIRED)
        set_committed_value(one, "ended_at", now)
    return claimed == len(passed)


CLAIMS: Mapping[str, Any] = {"of": Integer(), "limit": Id(), "now": UtcTime()}


def _claiming(new: New) -> Update:
    this = (Deadline.case_id == new["of"], Deadline.id == new["limit"])
    claimed = update(Deadline).where(*this, *_passed(new["now"]))
    return claimed.values(state=FIRED, ended_at=new["now"])


def _passed(now: datetime | ColumnElement[datetime]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a limit may pass."""
    return Deadline.state == RUNNING, Deadline.held_by.is_(None), Deadline.due_at <= now


def fold(session: Session, case: Case, ended: Ending, begun: Sequence[Mapping[str, Any]]) -> None:
    """Put the deadlines of a case that ends on its own row.

    Whoever must answer a card is urged after the case has ended, too: those rows stay. What
    waited to give a card and did not is forgotten: the limit itself tells that it was kept.

    :param ended: tells of one that still runs how it ends.
    :param begun: rows of those that began with the same move, which nobody needs to insert.
    """
    ending = delete(Deadline).where(Deadline.case_id == case.id, Deadline.kind != URGING)
    gone = ending.returning(*_folded().values())
    rows = [row for row in (*session.execute(gone).mappings(), *begun) if not _spared(row)]
    rows.sort(key=lambda row: (row["due_at"], row["id"]))
    told = [{**row, **(ended(row) if row["state"] in OPEN else {})} for row in rows]
    each = [[row.get(name) for name in _folded()] for row in told]
    case.limits = {"fields": [*_folded()], "rows": each}


def _spared(row: Mapping[str, Any]) -> bool:
    return row["kind"] in (PREWARNING, CARD, STEP_CARD) and row["state"] != FIRED


def unfold(case_id: int, folded: Mapping[str, Any]) -> list[Deadline]:
    """Return the deadlines that ``fold`` put away; they belong to no session."""
    return [
        Deadline(
            case_id=case_id,
            **{name: _read(name, value) for name, value in zip(folded["fields"], row, strict=True)},
        )
        for row in folded["rows"]
    ]


@cache
def _folded() -> dict[str, Column[Any]]:
    columns = cast(Table, Deadline.__table__).columns
    return {column.name: column for column in columns if column.name not in UNFOLDED}


def _read(name: str, value: Any) -> Any:
    kind = _folded()[name].type.python_type
    return kind.fromisoformat(value) if value and issubclass(kind, date) else value
