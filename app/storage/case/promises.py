"""Promises: materials that follow an acceptance, each promised in writing for a day."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from app.storage.ground.columns import Id

PROMISED_MATERIAL = "promised_material"
"""The kind of the limit of a promise."""


class Promise(Base):
    """A material the applicant promised; kept once it was handed in, in time or late."""

    __tablename__ = "promise"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    code: Mapped[str]  # of the item's list
    name: Mapped[str]  # as the list called it
    due_on: Mapped[date]  # the last day in time
    blocks: Mapped[bool]  # nothing is granted before it is kept
    basis: Mapped[str]
    limit_id: Mapped[str] = mapped_column(Id)
    paper: Mapped[str]  # the number of the written promise
    promised_at: Mapped[datetime]
    promised_by: Mapped[str]  # the actor who took it
    kept_at: Mapped[datetime | None]
    put_off_from: Mapped[date | None]  # the day it was promised for at first
    put_off_reason: Mapped[str | None]


def of_case(session: Session, case_id: int) -> Sequence[Promise]:
    """Return the promises of a case, the nearest day first."""
    theirs = select(Promise).where(Promise.case_id == case_id)
    return session.scalars(theirs.order_by(Promise.due_on, Promise.id)).all()


def open_of_case(session: Session, case_id: int) -> Sequence[Promise]:
    """Return those of them that are not kept yet."""
    return [one for one in of_case(session, case_id) if one.kept_at is None]


def of_limit(session: Session, case_id: int, limit_id: str) -> Promise:
    """Return the promise a limit is for."""
    this = select(Promise).filter_by(case_id=case_id, limit_id=limit_id)
    return session.scalars(this).one()
