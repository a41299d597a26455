"""Remarks: what people of the office note on a case, beside its opinions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base, Json


class Remark(Base):
    """It moves nothing, and is never altered."""

    __tablename__ = "remark"
    __table_args__ = (Index(None, "case_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    text: Mapped[str] = mapped_column(Text)
    visible: Mapped[bool]  # to the applicant
    by: Mapped[str]  # an actor's id
    by_name: Mapped[str]
    departments: Mapped[list[str]]  # of whoever wrote it, at that moment
    mentioned: Mapped[list[int]] = mapped_column(Json)  # people
    materials: Mapped[list[str]]  # versions of files of the case
    made_at: Mapped[datetime]


def of_case(session: Session, case_id: int) -> Sequence[Remark]:
    """Return the remarks on a case, newest first."""
    theirs = select(Remark).where(Remark.case_id == case_id)
    return session.scalars(theirs.order_by(Remark.id.desc())).all()


def shown_to_party(session: Session, case_id: int) -> Sequence[Remark]:
    """Return the remarks on a case that its applicant may read, newest first."""
    theirs = select(Remark).where(Remark.case_id == case_id, Remark.visible)
    return session.scalars(theirs.order_by(Remark.id.desc())).all()
