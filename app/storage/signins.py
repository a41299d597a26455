"""Sign-ins: who is at the other end, revocable from this side at any moment.

One table for browser sessions, API tokens and the sessions of applicants. Only the hash of
a token is kept, so that a copied database opens no door.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import ForeignKey, Select, bindparam, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage import settings
from app.storage.base import Base
from app.storage.departments import Role
from app.storage.people import Person, Post
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
    now = settings.read_moment(rows[0][4:]).now
    if signin.expires_at <= now or (person is not None and not person.active):
        return None
    today = now.astimezone(OFFICE_ZONE).date()
    held = [(row[2], row[3]) for row in rows if row[2] is not None and row[2].held_on(today)]
    pairs = frozenset((post.department, post.role) for post, _ in held)
    sees_all = any(sees for _, sees in held)
    return Known(signin.kind, signin.token_hash, person, signin.case_number, pairs, sees_all)


@cache
def _by_token(dialect: str) -> Select[Any]:
    """Built once, because every request asks it."""
    return (
        select(Signin, Person, Post, Role.sees_all, *settings.moment_columns(dialect))
        .outerjoin(Person, Person.id == Signin.person_id)
        .outerjoin(Post, Post.person_id == Person.id)
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
