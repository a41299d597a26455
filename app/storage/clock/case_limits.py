"""All limits of a case: rows while it is under way, folded on its own row once it has ended."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Column, bindparam, delete, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from app.storage.case.cases import Case
from app.storage.clock.deadlines import (
    CARD,
    FIRED,
    LATE_URGE,
    OPEN,
    PREWARNING,
    STEP_CARD,
    URGING,
    Deadline,
)
from app.storage.ground.base import carry_out
from app.storage.ground.lookups import KNOWN, Lookup, look_up, lookup

Ending = Callable[[Mapping[str, Any]], Mapping[str, Any]]
UNFOLDED = {"case_id", "held_by", "warn_at", "remind_at", "asked", "moved_at"} | {
    "kept_at",
    "kept_paused",
}
"""What nobody asks of a limit any more once its case has ended."""


def of_case(session: Session, case_id: int, running: bool = False) -> Sequence[Deadline]:
    """Return the deadlines of a case in order of due time, perhaps only the open ones."""
    query = select(Deadline).filter_by(case_id=case_id).order_by(Deadline.due_at, Deadline.id)
    rows = session.scalars(query.where(Deadline.state.in_(OPEN)) if running else query).all()
    if running or any(row.kind != URGING for row in rows):
        return rows
    folded = session.scalar(select(Case.limits).where(Case.id == case_id))
    return rows if folded is None else [*unfold(case_id, folded), *rows]


def fold(session: Session, case: Case, ended: Ending, begun: Sequence[Mapping[str, Any]]) -> None:
    """Put the deadlines of a case that ends on its own row.

    Whoever must answer a card is urged after the case has ended, too: those rows stay. What
    waited to give a card or to urge and did not is forgotten: the limit itself tells that it was
    kept.

    :param ended: tells of one that still runs how it ends.
    :param begun: rows of those that began with the same move, which nobody needs to insert.
    """
    carry_out(session)
    connection = session.connection()
    gone = look_up(connection, _folding(connection.dialect), {"of_case": case.id})
    theirs: list[Mapping[str, Any]] = [dict(zip(_folded(), row, strict=True)) for row in gone]
    rows = [row for row in (*theirs, *begun) if not _spared(row)]
    rows.sort(key=lambda row: (row["due_at"], row["id"]))
    told = [{**row, **(ended(row) if row["state"] in OPEN else {})} for row in rows]
    said = [name for name in _folded() if any(row.get(name) is not None for row in told)]
    put_away = [[_put_away(row.get(name)) for name in said] for row in told]
    case.limits = {"fields": said, "rows": put_away}


@lru_cache(KNOWN)
def _folding(dialect: Dialect) -> Lookup:
    """Built once, because every case ends; of the table, of which the session holds no row."""
    limit = Deadline.__table__
    ending = delete(limit).where(limit.c.case_id == bindparam("of_case"), limit.c.kind != URGING)
    return lookup(ending.returning(*_folded().values()), dialect)


def _put_away(value: Any) -> Any:
    """Return a moment as the others of its case are told: what is alike needs few bytes."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _spared(row: Mapping[str, Any]) -> bool:
    return row["kind"] in (PREWARNING, CARD, STEP_CARD, LATE_URGE) and row["state"] != FIRED


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
    columns = Deadline.__table__.columns
    return {column.name: column for column in columns if column.name not in UNFOLDED}


def _read(name: str, value: Any) -> Any:
    kind = _folded()[name].type.python_type
    return kind.fromisoformat(value) if value and issubclass(kind, date) else value
