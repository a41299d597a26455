"""Cards of electronic supervision: warnings given to those who are late, and what came of them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, and_, exists, func, or_, select, text, true
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from app.storage.desk.asking import person
from app.storage.desk.tasks import groups_of
from app.storage.ground.base import Base
from app.storage.ground.columns import Id
from app.storage.office.departments import Department
from engine.errors import NotFound
from engine.people import Actor
from engine.rules.card_states import AWAITING
from engine.rules.deadlines import OFFICE_ZONE

PAPERS = frozenset(
    {
        *("YELLOW_CARD_NOTICE", "RED_CARD_NOTICE"),
        *("URGING_NOTICE", "RECTIFICATION_NOTICE", "CARD_REMOVAL"),
    }
)
"""The kinds of papers about cards: for those who may see the card, never for the applicant."""
WARNING = "prewarning"
"""The level of a card that warns only."""


class Card(Base):
    """One breach of one rule: exactly one card, kept for ever, with names as they were then."""

    __tablename__ = "card"
    __table_args__ = (
        Index(None, "case_id"),
        Index(None, "given_at", "id"),
        Index(None, "person_id", "state"),
        Index(None, "group", "state"),
        Index(None, "department", "fell_at"),
        Index(
            "ix_card_appealed", "appealed_at",
            sqlite_where=text("state = 'appealed'"),
            postgresql_where=text("state = 'appealed'"),
        ),
    )  # fmt: skip

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    breach: Mapped[str] = mapped_column(unique=True)  # the rule, and what broke it
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    case_number: Mapped[str]
    lead_department: Mapped[str]
    task_id: Mapped[str | None] = mapped_column(Id)
    step: Mapped[str | None]
    step_name: Mapped[str | None]
    limit_id: Mapped[str | None] = mapped_column(Id)  # the deadline that was missed
    limit_kind: Mapped[str | None]
    limit_due_on: Mapped[date | None]  # its last day

    rules_version: Mapped[int]
    rule: Mapped[str]
    rule_name: Mapped[str]
    family: Mapped[str]
    level: Mapped[str]  # prewarning | yellow | red
    basis: Mapped[str]

    department: Mapped[str | None]
    group: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str | None]
    receivers: Mapped[list[str]]  # groups

    fell_at: Mapped[datetime]  # legal time
    given_at: Mapped[datetime]  # recorded time
    given_on: Mapped[date]
    given_by: Mapped[str]
    term_on: Mapped[date | None]  # the last day to answer
    urge_days: Mapped[int]
    state: Mapped[str]
    paper: Mapped[str | None]
    appealed_at: Mapped[datetime | None]


class CardDeed(Base):
    """What was done with a card, in order; the first deed is that it was given."""

    __tablename__ = "card_deed"

    card_id: Mapped[str] = mapped_column(Id, ForeignKey("card.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
    actor_name: Mapped[str]
    words: Mapped[str]
    paper: Mapped[str | None]


def visible(actor: Actor) -> Any:
    """Return the condition under which cards may be seen: by supervision, lead and concerned.

    Never by the applicant.
    """
    if actor.case is not None:
        return Card.id.is_(None)
    if actor.sees_all:
        return true()
    theirs = actor.departments
    return or_(
        Card.department.in_(theirs),
        Card.lead_department.in_(theirs),
        Card.group.in_(groups_of(actor)),
        Card.person_id == person(actor),
    )


def responsible(actor: Actor) -> Any:
    """Return the condition that a card is for this person to answer."""
    nobody = and_(Card.person_id.is_(None), Card.group.in_(groups_of(actor)))
    return and_(Card.state.in_(AWAITING), or_(Card.person_id == person(actor), nobody))


def surpassed() -> Any:
    """Return the condition that a warning was followed by a card for what it warned of.

    Source: decision 146.
    """
    later = aliased(Card)
    of_case = and_(later.task_id.is_(None), Card.task_id.is_(None))
    followed = exists().where(
        later.case_id == Card.case_id,
        later.level != WARNING,
        later.limit_id.is_not(None),
        or_(later.task_id == Card.task_id, of_case),
    )
    return and_(Card.level == WARNING, followed)


def follows(card: Card, warning: Card) -> bool:
    """Whether a card is for what an earlier warning of its case warned of."""
    graver = warning.level == WARNING != card.level and card.limit_id is not None
    return graver and card.task_id == warning.task_id


def seen(session: Session, card_id: str, actor: Actor, lock: bool = False) -> Card:
    """Return one card this person may know of.

    :raises NotFound: there is none, or none they may see: the answer is the same.
    """
    query = select(Card).where(Card.id == card_id, visible(actor))
    card = session.scalar(query.execution_options(populate_existing=True) if lock else query)
    if card is None:
        raise NotFound("card.unknown", "There is no such card.")
    return card


def case_of(session: Session, card_id: str) -> str | None:
    """Return the number of the case a card belongs to."""
    return session.scalar(select(Card.case_number).where(Card.id == card_id))


def of_case(session: Session, case_id: int, actor: Actor) -> Sequence[Card]:
    """Return the cards of a case that a person may see, the first first."""
    query = select(Card).where(Card.case_id == case_id, visible(actor))
    return session.scalars(query.order_by(Card.given_at, Card.id)).all()


def of_paper(session: Session, case_id: int, number: str, actor: Actor) -> Card:
    """Return the card a paper belongs to.

    :raises NotFound: this person may not see it.
    """
    query = select(Card).join(CardDeed, CardDeed.card_id == Card.id)
    found = query.where(Card.case_id == case_id, CardDeed.paper == number, visible(actor))
    if (card := session.scalar(found)) is None:
        raise NotFound("paper.unknown", "There is no such paper.")
    return card


def deeds(session: Session, card_id: str) -> Sequence[CardDeed]:
    """Return what was done with a card, in order."""
    return session.scalars(select(CardDeed).filter_by(card_id=card_id).order_by(CardDeed.seq)).all()


def of_breach(session: Session, breach: str) -> Card | None:
    """Return the card that was given for a breach."""
    return session.scalar(select(Card).where(Card.breach == breach))


def lock_department(session: Session, department: str) -> None:
    """Let only one work at a time count the cards of a department."""
    row = select(Department.code).where(Department.code == department)
    session.execute(row.with_for_update(key_share=True))


def yellow_between(session: Session, department: str, first: date, last: date) -> int:
    """Return how many yellow cards fell to a department in a time and were not removed."""
    query = select(func.count()).where(
        Card.department == department,
        Card.level == "yellow",
        Card.state != "removed",
        fell(first, last),
    )
    return session.scalar(query) or 0


def fell(first: date, last: date) -> Any:
    """Return the condition that a card fell, in legal time, from one day to another."""
    over = datetime.combine(last + timedelta(days=1), time(), OFFICE_ZONE)
    return and_(Card.fell_at >= datetime.combine(first, time(), OFFICE_ZONE), Card.fell_at < over)
