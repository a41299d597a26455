"""History: what happened to a case, one entry a fact, chained so that no change goes unseen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base, write_rows
from app.storage.cases import Case
from engine.people import Actor


class Entry(Base):
    __tablename__ = "history"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, 3 … without a gap
    at: Mapped[datetime]  # recorded time, never running backwards within a case
    what: Mapped[str]
    text: Mapped[str]  # canonical JSON of the whole fact: what the hash is taken over
    hash: Mapped[str]

    @property
    def fact(self) -> dict[str, Any]:
        """The fact as it was written."""
        return dict(orjson.loads(self.text))


@dataclass(frozen=True)
class Fact:
    """Something worth remembering about a case.

    :param what: a code such as ``task.answered``; translated where it is shown.
    :param details: JSON values; personal content only as ``digest_of`` it, so that it can be
        erased one day without breaking the chain (decision 13).
    """

    what: str
    step: str | None = None
    details: dict[str, Any] = field(default_factory=dict)


def write(session: Session, case: Case, facts: Iterable[Fact], actor: Actor, now: datetime) -> None:
    """Append facts to the chain of a case; the caller holds the case's lock."""
    rows = []
    for fact in facts:
        case.history_length += 1
        text = orjson.dumps(
            {
                "case": case.id,
                "seq": case.history_length,
                "at": now.isoformat(),
                "actor": {"id": actor.id, "name": actor.name},
                "what": fact.what,
                "step": fact.step,
                "details": fact.details,
            },
            option=orjson.OPT_SORT_KEYS,
        ).decode()
        case.history_head = link(case.history_head, text)
        rows.append(
            {
                "case_id": case.id,
                "seq": case.history_length,
                "at": now,
                "what": fact.what,
                "text": text,
                "hash": case.history_head,
            }
        )
    write_rows(session, Entry, rows)


def link(previous: str, text: str) -> str:
    """Return the hash of an entry: over the previous hash and its own text."""
    return sha256(f"{previous}\n{text}".encode()).hexdigest()


def digest_of(value: Any) -> str:
    """Return the fingerprint under which personal content stands in the history."""
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def of_case(
    session: Session, case_id: int, after: int = 0, limit: int | None = None
) -> Sequence[Entry]:
    """Return the history of a case, oldest first, perhaps only a part of it."""
    return session.scalars(
        select(Entry)
        .where(Entry.case_id == case_id, Entry.seq > after)
        .order_by(Entry.seq)
        .limit(limit)
    ).all()
