"""Sign-ins: who is at the other end, revocable from this side at any moment.

One table for browser sessions, API tokens and the sessions of applicants. Only the hash of
a token is kept, so that a copied database opens no door.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import ForeignKey, Select, and_, bindparam, or_, select, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from app.storage import settings
from app.storage.base import Base
from app.storage.departments import Role
from app.storage.people import Person, Post
from app.storage.substitutions import Substitution
from engine.people import StandIn
from engine.rules.deadlines import OFFICE_ZONE


class Signin(Base):
    __tablename__ = "signin"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]  # browser | api | applicant
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    case_number: Mapped[str | None] = mapped_column(index=True)  # an applicant's only case
    opened_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Known:
    """What a token tells: the person with the posts of today, or the party of a case."""

    kind: str
    token_hash: str
    person: Person | None
    case_number: str | None
    pairs: frozenset[tuple[str | None, str]]
    sees_all: bool
    stands_in: tuple[StandIn, ...] = ()


def token_hash(token: str) -> str:
    """Return what is stored of a token."""
    return sha256(token.encode()).hexdigest()


def recognise(session: Session, token: str) -> Known | None:
    """Return who a token belongs to now, in one statement; ``None`` when it opens nothing."""
    asked = _by_token(settings.dialect_of(session))
    rows = session.execute(asked, {"token_hash": token_hash(token)}).all()
    if not rows:
        return None
    signin, person = rows[0][0], rows[0][1]
    now = settings.read_moment(rows[0][6:]).now
    if signin.expires_at <= now or (person is not None and not person.active):
        return None
    today = now.astimezone(OFFICE_ZONE).date()
    held = [(row[2], row[3]) for row in rows if _own(row) and row[2].held_on(today)]
    pairs = frozenset((post.department, post.role) for post, _ in held)
    sees_all = any(sees for _, sees in held)
    away = _stands_in(rows, today)
    return Known(signin.kind, signin.token_hash, person, signin.case_number, pairs, sees_all, away)


def _own(row: Any) -> bool:
    return row[2] is not None and row[2].person_id == row[1].id


def _stands_in(rows: Iterable[Any], today: date) -> tuple[StandIn, ...]:
    """Return for whom they do tasks today."""
    posts: dict[tuple[Substitution, Person], list[Post]] = defaultdict(list)
    for row in rows:
        if row[4] is not None and row[4].on(today) and row[5].active and row[2] is not None:
            posts[row[4], row[5]] += [row[2]] if row[2].person_id == row[5].id else []
    return tuple(one.stand_in(away, held, today) for (one, away), held in posts.items())


@cache
def _by_token(dialect: str) -> Select[Any]:
    """Built once, because every request asks it."""
    away = aliased(Person)
    mine = and_(Substitution.substitute_id == Person.id, Substitution.ended_at.is_(None))
    held = or_(Post.person_id == Person.id, Post.person_id == Substitution.person_id)
    moment = settings.moment_columns(dialect)
    return (
        select(Signin, Person, Post, Role.sees_all, Substitution, away, *moment)
        .outerjoin(Person, Person.id == Signin.person_id)
        .outerjoin(Substitution, mine)
        .outerjoin(away, away.id == Substitution.person_id)
        .outerjoin(Post, held)
        .outerjoin(Role, Role.code == Post.role)
        .where(Signin.token_hash == bindparam("token_hash"), Signin.revoked_at.is_(None))
    )


def revoke(session: Session, stored_hash: str, now: datetime) -> None:
    """Close one sign-in."""
    session.execute(update(Signin).where(Signin.token_hash == stored_hash).values(revoked_at=now))


def revoke_all(session: Session, person_id: int, now: datetime, but: str | None = None) -> None:
    """Close every sign-in of a person, perhaps but the one in use."""
    session.execute(
        update(Signin)
        .where(
            Signin.person_id == person_id,
            Signin.revoked_at.is_(None),
            Signin.token_hash != (but or ""),
        )
        .values(revoked_at=now)
    )


def carry_over(session: Session, now: datetime, by: timedelta) -> None:
    """Let what is open now stay open as long as before, once a demo clock has been moved."""
    still_open = select(Signin).where(Signin.revoked_at.is_(None), Signin.expires_at > now)
    for signin in session.scalars(still_open):
        signin.expires_at += by
