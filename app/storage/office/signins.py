"""Sign-ins: who is at the other end, revocable from this side at any moment.

One table for browser sessions, API tokens and the sessions of applicants. Only the hash of
a token is kept, so that a copied database opens no door.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection, ForeignKey, bindparam, exists, select, update
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.desk import substitutions
from app.storage.desk.substitutions import Substitution
from app.storage.ground.base import Base
from app.storage.ground.lookups import KNOWN, Lookup, look_up, lookup
from app.storage.office import settings
from app.storage.office.departments import Role
from app.storage.office.people import Person, Post, on
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
    person_id: int | None
    name: str
    must_change_password: bool
    case_number: str | None
    pairs: frozenset[tuple[str | None, str]]
    sees_all: bool
    stands_in: tuple[StandIn, ...] = ()


def token_hash(token: str) -> str:
    """Return what is stored of a token."""
    return sha256(token.encode()).hexdigest()


def recognise(connection: Connection, token: str) -> Known | None:
    """Return who a token belongs to now; ``None`` when it opens nothing.

    One statement, and one more for whoever is named as a substitute.
    """
    asked, hashed = _by_token(connection.dialect), token_hash(token)
    told = look_up(connection, asked, {"token_hash": hashed})
    if not told:
        return None
    rows = [_Told(*row[: -settings.MOMENT_COLUMNS]) for row in told]
    one, now = rows[0], settings.read_moment(told[0][-settings.MOMENT_COLUMNS :]).now
    if one.expires_at <= now or one.active is False:
        return None
    today = now.astimezone(OFFICE_ZONE).date()
    held = [row for row in rows if row.role and on(today, row.from_on, row.to_on)]
    return Known(
        one.kind,
        hashed,
        one.person_id,
        one.name or "",
        bool(one.must_change_password),
        one.case_number,
        frozenset((row.department, str(row.role)) for row in held),
        any(row.sees_all for row in held),
        _stands_in(connection, one.person_id, today) if one.person_id and one.substitute else (),
    )


class _Told(NamedTuple):
    """A sign-in with one of the posts of its person."""

    kind: str
    person_id: int | None
    case_number: str | None
    expires_at: datetime
    name: str | None
    active: bool | None
    must_change_password: bool | None
    department: str | None
    role: str | None
    from_on: date
    to_on: date | None
    sees_all: bool | None
    substitute: bool


def _stands_in(connection: Connection, person_id: int, today: date) -> tuple[StandIn, ...]:
    with Session(connection) as session:
        return substitutions.stands_in(session, person_id, today)


@lru_cache(KNOWN)
def _by_token(dialect: Dialect) -> Lookup:
    """Built once, because every request asks it."""
    signin, person, post, role = (kind.__table__.c for kind in (Signin, Person, Post, Role))
    named = exists().where(
        Substitution.substitute_id == signin.person_id, Substitution.ended_at.is_(None)
    )
    asked = (
        select(
            *signin["kind", "person_id", "case_number", "expires_at"],
            *person["name", "active", "must_change_password"],
            *post["department", "role", "from_on", "to_on"],
            role.sees_all,
            named.label("substitute"),
            *settings.moment_columns(dialect.name),
        )
        .select_from(Signin)
        .outerjoin(Person, person.id == signin.person_id)
        .outerjoin(Post, post.person_id == signin.person_id)
        .outerjoin(Role, role.code == post.role)
        .where(signin.token_hash == bindparam("token_hash"), signin.revoked_at.is_(None))
    )
    return lookup(asked, dialect)


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
