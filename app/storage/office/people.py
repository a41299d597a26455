"""People and the posts they hold."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from app.storage.ground.base import Base
from engine.errors import NotFound


class Person(Base):
    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    wishes: Mapped[dict[str, Any] | None]  # kinds of notices by channel; none: as the office does
    password_hash: Mapped[str] = mapped_column(default="")
    must_change_password: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    failures: Mapped[int] = mapped_column(default=0)  # wrong passwords in a row
    locked_until: Mapped[datetime | None]

    posts: Mapped[list["Post"]] = relationship(
        back_populates="person", order_by="Post.id", cascade="all, delete-orphan"
    )


class Post(Base):
    """A role held in a department (or centre-wide), from a day on, perhaps until a day."""

    __tablename__ = "post"
    __table_args__ = (Index(None, "role", "department"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    department: Mapped[str | None] = mapped_column(ForeignKey("department.code"), index=True)
    role: Mapped[str] = mapped_column(ForeignKey("role.code"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date | None]  # the last day it is held

    person: Mapped[Person] = relationship(back_populates="posts")

    def held_on(self, day: date) -> bool:
        """Whether the post is held on that day."""
        return on(day, self.from_on, self.to_on)


def on(day: date, from_on: date, to_on: date | None) -> bool:
    """Whether a day lies in a period; one without a last day goes on."""
    return from_on <= day and (to_on is None or day <= to_on)


def by_username(session: Session, username: str) -> Person | None:
    """Return the person who signs in under this name."""
    return session.scalar(select(Person).filter_by(username=username))


def get(session: Session, person_id: int) -> Person:
    """Return one person.

    :raises NotFound: there is no such person.
    """
    if (person := session.get(Person, person_id)) is None:
        raise NotFound("person.unknown", "There is no such person.")
    return person


def by_id(session: Session, ids: Collection[int]) -> dict[int, Person]:
    """Return people by their ids, in one statement."""
    if not ids:
        return {}
    found = session.scalars(select(Person).where(Person.id.in_(ids)))
    return {person.id: person for person in found}


def everybody(session: Session) -> Sequence[Person]:
    """Return all people by name, those who left last."""
    rows = session.scalars(select(Person).order_by(Person.username)).all()
    return sorted(rows, key=lambda one: (not one.active, by_pinyin(one.name)))


def by_pinyin(name: str) -> bytes:
    """Return what sorts Chinese names the way people look for them, whatever the database.

    GB 18030 keeps the 3755 common characters of GB 2312 in the order of their pinyin; rarer
    ones stand behind them by radical and strokes, and letters stand first.

    >>> sorted(["赵刚", "陈立", "李雪梅", "Ann"], key=by_pinyin)
    ['Ann', '陈立', '李雪梅', '赵刚']
    """
    return name.encode("gb18030")


def holders(session: Session, day: date) -> Sequence[tuple[str | None, str, int]]:
    """Return every (department, role, person) of that day; who left holds nothing."""
    rows = session.execute(
        select(Post.department, Post.role, Person.id)
        .join(Person)
        .where(Person.active, Post.from_on <= day, or_(Post.to_on.is_(None), Post.to_on >= day))
    )
    return [(department, role, person) for department, role, person in rows]


def members(session: Session, role: str, department: str | None, day: date) -> Sequence[Person]:
    """Return the active people who hold this role on that day."""
    rows = session.scalars(
        select(Person)
        .join(Post)
        .where(
            Person.active,
            Post.role == role,
            Post.department.is_not_distinct_from(department),
            Post.from_on <= day,
            or_(Post.to_on.is_(None), Post.to_on >= day),
        )
        .order_by(Person.username)
    )
    return sorted(rows, key=lambda one: by_pinyin(one.name))


def held_roles(session: Session) -> set[tuple[bool, str]]:
    """Return which roles are held in departments (true), and which in the whole centre."""
    inside = Post.department.is_not(None)
    return {(bool(row[0]), row[1]) for row in session.execute(select(inside, Post.role).distinct())}


def of_department(session: Session, department: str, day: date) -> Sequence[Person]:
    """Return the active people who hold any post in a department on that day."""
    rows = session.scalars(
        select(Person)
        .join(Post)
        .where(
            Person.active,
            Post.department == department,
            Post.from_on <= day,
            or_(Post.to_on.is_(None), Post.to_on >= day),
        )
        .distinct()
    )
    return sorted(rows, key=lambda one: by_pinyin(one.name))
