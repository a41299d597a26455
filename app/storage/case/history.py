"""History: what happened to a case, one entry a fact, chained so that no change goes unseen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
from sqlalchemy import ForeignKey, Integer, LargeBinary, Update, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case
from app.storage.ground.base import Base, write_rows
from app.storage.ground.columns import Hash
from app.storage.ground.packing import pack, unpack
from app.storage.ground.sending import change_each
from app.storage.ground.statements import New
from engine.people import Actor


class Link(Base):
    """One link of the chain: the facts of one deed, under one hash."""

    __tablename__ = "history"
    __table_args__ = {"sqlite_with_rowid": False}

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)  # of its last fact
    told: Mapped[bytes] = mapped_column(LargeBinary)  # the text, packed
    hash: Mapped[str] = mapped_column(Hash)

    @property
    def text(self) -> str:
        """Canonical JSON of all it tells: what the hash is taken over.

        :raises ValueError: what is stored cannot be read.
        """
        return unpack(self.told)


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


@dataclass(frozen=True)
class Entry(Fact):
    """A fact with its place in the history.

    :param seq: 1, 2, 3 … without a gap.
    :param at: recorded time, never running backwards within a case.
    :param actor: ``id`` and ``name`` of who did it.
    """

    seq: int = field(kw_only=True)
    at: datetime = field(kw_only=True)
    actor: dict[str, str] = field(kw_only=True)


def write(session: Session, case: Case, facts: Sequence[Fact], actor: Actor, now: datetime) -> None:
    """Append the facts of a deed to the chain of a case; the caller holds the case's lock."""
    link = _link(case, facts, actor, now)
    case.history_length, case.history_head = link["seq"], link["hash"]
    write_rows(session, Link, [link])


def write_each(
    session: Session, told: Iterable[tuple[Case, Sequence[Fact]]], actor: Actor, now: datetime
) -> None:
    """Append to the chains of many cases, each once, in one statement for all their heads."""
    links = [(case, _link(case, facts, actor, now)) for case, facts in told]
    write_rows(session, Link, [link for _, link in links])
    _lengthen(session, [(case, link["seq"], link["hash"]) for case, link in links])


def _link(case: Case, facts: Sequence[Fact], actor: Actor, now: datetime) -> dict[str, Any]:
    text = orjson.dumps(
        {
            "case": case.id,
            "seq": case.history_length + 1,
            "at": now.isoformat(),
            "actor": {"id": actor.id, "name": actor.name},
            "facts": [vars(fact) for fact in facts],
        },
        option=orjson.OPT_SORT_KEYS,
    ).decode()
    return {
        "case_id": case.id,
        "seq": case.history_length + len(facts),
        "told": pack(text),
        "hash": sealed(case.history_head, text),
    }


def _lengthen(session: Session, chains: Sequence[tuple[Case, int, str]]) -> None:
    """Put new heads on the histories of locked cases: length and hash, at once.

    The session would write each case by itself.
    """
    rows = [{"of": case.id, "length": length, "head": head} for case, length, head in chains]
    change_each(session, _lengthening, HEADS, rows)
    for case, length, head in chains:
        news = {"revision": case.revision + 1, "history_length": length, "history_head": head}
        vars(case).update(news)  # as stored: nothing is left to flush


HEADS: Mapping[str, Any] = {"of": Integer(), "length": Integer(), "head": Hash()}


def _lengthening(new: New) -> Update:
    return (
        update(Case)
        .where(Case.id == new["of"])
        .values(
            revision=Case.revision + 1,
            history_length=new["length"],
            history_head=new["head"],
        )
    )


def sealed(previous: str, text: str) -> str:
    """Return the hash of a link: over the previous hash and its own text."""
    return sha256(f"{previous}\n{text}".encode()).hexdigest()


def digest_of(value: Any) -> str:
    """Return the fingerprint under which personal content stands in the history."""
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()


def of_case(
    session: Session, case_id: int, after: int = 0, limit: int | None = None
) -> Sequence[Entry]:
    """Return the history of a case, oldest first, perhaps only a part of it."""
    links = links_of(session, case_id, after, limit)
    return [entry for entry in entries(links) if entry.seq > after][:limit]


def links_of(
    session: Session, case_id: int, after: int = 0, limit: int | None = None
) -> Sequence[Link]:
    """Return the chain of a case, perhaps only the links that tell of entries after one."""
    told = select(Link).where(Link.case_id == case_id, Link.seq > after)
    return session.scalars(told.order_by(Link.seq).limit(limit)).all()


def entries(links: Iterable[Link]) -> Iterator[Entry]:
    """Yield all that some links tell.

    :raises ValueError: one of them cannot be read.
    """
    for link in links:
        told = orjson.loads(link.text)
        at = datetime.fromisoformat(told["at"])
        facts = told.get("facts", [told])  # before 0004 a link told one fact, in its own fields
        for seq, fact in enumerate(facts, start=told["seq"]):
            what, step, details = fact["what"], fact["step"], fact["details"]
            yield Entry(what, step, details, seq=seq, at=at, actor=told["actor"])
