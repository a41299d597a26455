"""Departments and roles: who there is to ask."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base


class Department(Base):
    __tablename__ = "department"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    place: Mapped[int] = mapped_column(default=0)  # its place in lists


class Role(Base):
    __tablename__ = "role"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    sees_all: Mapped[bool] = mapped_column(default=False)  # may read every case of the centre
    assigns: Mapped[bool] = mapped_column(default=False)  # may say who does a department's tasks


def departments(session: Session) -> Sequence[Department]:
    """Return all departments in the order of the office's own list."""
    return session.scalars(select(Department).order_by(Department.place, Department.code)).all()


def names(session: Session) -> dict[str, str]:
    """Return the names of all departments by their codes."""
    return {one.code: one.name for one in departments(session)}


def roles(session: Session) -> Sequence[Role]:
    """Return all roles."""
    return session.scalars(select(Role).order_by(Role.code)).all()


def assigning(session: Session) -> set[str]:
    """Return the codes of the roles whose holders may say who does a department's tasks."""
    return set(session.scalars(select(Role.code).where(Role.assigns)))


def name_of(session: Session, department: str | None, role: str) -> str:
    """Return the name of a department; of a role of the whole centre, that of the role."""
    asked = session.get(Department, department) if department else session.get(Role, role)
    return asked.name if asked is not None else department or role
