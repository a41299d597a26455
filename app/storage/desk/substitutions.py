"""Substitutions: who does whose tasks while somebody is away, and in what."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from app.storage.office.people import Person, Post
from engine.errors import NotFound
from engine.people import StandIn


class Substitution(Base):
    __tablename__ = "substitution"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)  # is away
    substitute_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]  # the last day
    items: Mapped[list[str] | None]  # codes; none: all
    departments: Mapped[list[str] | None]  # codes; none: all in which posts are held
    arranged_by: Mapped[str]
    arranged_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # what was in hand went back

    def on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.ended_at is None and self.from_on <= day <= self.to_on

    def stand_in(self, away: Person, posts: Iterable[Post], day: date) -> StandIn:
        """Return what the substitute may do on that day."""
        held = ((post.department, post.role) for post in posts if post.held_on(day))
        pairs = frozenset(
            pair for pair in held if self.departments is None or pair[0] in self.departments
        )
        items = None if self.items is None else frozenset(self.items)
        return StandIn(f"person:{away.id}", away.name, pairs, items)


def get(session: Session, substitution_id: int) -> Substitution:
    """Return one substitution.

    :raises NotFound: there is no such substitution.
    """
    if (row := session.get(Substitution, substitution_id)) is None:
        raise NotFound("substitution.unknown", "There is no such substitution.")
    return row


def concerning(session: Session, person_id: int | None) -> Sequence[Substitution]:
    """Return those in which somebody is away or stands in, newest first; ``None``: everybody's."""
    query = select(Substitution).order_by(Substitution.id.desc())
    if person_id is not None:
        own = (Substitution.person_id == person_id, Substitution.substitute_id == person_id)
        query = query.where(or_(*own))
    return session.scalars(query).all()


def of_absent(
    session: Session, person_id: int, from_on: date, to_on: date
) -> Sequence[Substitution]:
    """Return those in which somebody is away on a day of a period."""
    query = select(Substitution).where(
        Substitution.person_id == person_id,
        Substitution.ended_at.is_(None),
        Substitution.from_on <= to_on,
        Substitution.to_on >= from_on,
    )
    return session.scalars(query).all()


def over(session: Session, today: date) -> Sequence[int]:
    """Return the ids of those whose last day is past and whose tasks have not gone back."""
    query = select(Substitution.id).where(
        Substitution.ended_at.is_(None), Substitution.to_on < today
    )
    return session.scalars(query.order_by(Substitution.id)).all()


def stands_in(session: Session, person_id: int, day: date) -> tuple[StandIn, ...]:
    """Return for whom somebody does tasks on a day."""
    mine = select(Substitution, Person).join(Person, Person.id == Substitution.person_id)
    rows = session.execute(mine.where(Substitution.substitute_id == person_id, Person.active))
    return tuple(row.stand_in(away, away.posts, day) for row, away in rows if row.on(day))
