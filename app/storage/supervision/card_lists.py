"""Lists of cards: what supervision looks through, what somebody must answer, what a period had."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from app.storage.supervision.cards import Card, fell, responsible, surpassed, visible
from engine.people import Actor
from engine.rules.card_states import APPEALED


@dataclass(frozen=True)
class Wanted:
    """Which cards are asked for; a warning stands behind its card, unless warnings are asked for.

    :param mine: only those the actor must answer.
    :param after: the (given_at, id) of the last row seen.
    """

    level: str | None = None
    state: str | None = None
    department: str | None = None
    rule: str | None = None
    case: str | None = None
    from_: date | None = None
    to: date | None = None
    mine: bool = False
    after: tuple[datetime, str] | None = None
    limit: int = 50

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Self:
        """Return what was said, with the last row seen as ``key_of`` told it."""
        after = said["after"]
        seen = (datetime.fromisoformat(after[0]), after[1]) if after else None
        return cls(**{**said, "after": seen})


def key_of(card: Card) -> list[str]:
    """Return what the next page goes on after."""
    return [card.given_at.isoformat(), card.id]


def listed(session: Session, actor: Actor, wanted: Wanted) -> Sequence[Card]:
    """Return the cards a person may see, the newest first; one more than asked for."""
    query = _narrowed(select(Card), actor, wanted)
    if wanted.after is not None:
        query = query.where(tuple_(Card.given_at, Card.id) < wanted.after)
    newest = query.order_by(Card.given_at.desc(), Card.id.desc())
    return session.scalars(newest.limit(wanted.limit + 1)).all()


def counted(session: Session, actor: Actor, wanted: Wanted, most: int) -> int:
    """Return how many such cards there are, counted up to a number."""
    ids = _narrowed(select(Card.id), actor, wanted).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(ids)) or 0


def counts(session: Session, actor: Actor, wanted: Wanted) -> dict[tuple[str, str], int]:
    """Return how many cards there are by (level, state)."""
    columns: Any = select(Card.level, Card.state, func.count())
    query = _narrowed(columns, actor, wanted)
    rows = session.execute(query.group_by(Card.level, Card.state))
    return {(level, state): count for level, state, count in rows}


def waiting_ids(actor: Actor, most: int) -> Select[str]:
    """Return the question for the cards somebody must answer."""
    return select(Card.id).where(responsible(actor)).limit(most)


def appealed_ids(most: int) -> Select[str]:
    """Return the question for the cards whose appeal supervision must decide."""
    return select(Card.id).where(Card.state == APPEALED).limit(most)


def of_period(session: Session, from_: date, to: date) -> Sequence[Card]:
    """Return the cards that fell, in legal time, in a period, whoever asks, in order."""
    query = select(Card).where(fell(from_, to))
    return session.scalars(query.order_by(Card.fell_at, Card.id)).all()


def _narrowed(query: Select[Any], actor: Actor, wanted: Wanted) -> Select[Any]:
    asked = {
        Card.level: wanted.level,
        Card.state: wanted.state,
        Card.department: wanted.department,
        Card.rule: wanted.rule,
        Card.case_number: wanted.case,
    }
    query = query.where(visible(actor), *(column == said for column, said in asked.items() if said))
    if wanted.level is None:
        query = query.where(~surpassed())
    if wanted.from_:
        query = query.where(Card.given_on >= wanted.from_)
    if wanted.to:
        query = query.where(Card.given_on <= wanted.to)
    return query.where(responsible(actor)) if wanted.mine else query
