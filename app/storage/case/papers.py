"""Papers (文书): what the office handed out, numbered and verifiable."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case
from app.storage.ground.base import Base
from app.storage.ground.columns import Hash, Packed
from engine.errors import NotFound


class Paper(Base):
    """What stands on a paper is kept here; its page is drawn from it and checked by its digest."""

    __tablename__ = "paper"
    __table_args__ = {"sqlite_with_rowid": False}

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)  # that of the case, and the paper's own
    kind: Mapped[str]
    step: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(Packed)
    digest: Mapped[str] = mapped_column(Hash)
    dated_on: Mapped[date]
    issued_at: Mapped[datetime]


def of_case(session: Session, case_id: int) -> Sequence[Paper]:
    """Return the papers of a case, the first first."""
    return session.scalars(
        select(Paper).filter_by(case_id=case_id).order_by(Paper.issued_at, Paper.number)
    ).all()


def by_number(session: Session, number: str) -> Paper:
    """Return one paper.

    :raises NotFound: no paper has this number.
    """
    of_its_case = Case.number == number.rpartition("-")[0]
    found = select(Paper).join(Case, Case.id == Paper.case_id)
    paper = session.scalar(found.where(of_its_case, Paper.number == number))
    if paper is None:
        raise NotFound("paper.unknown", "There is no such paper.")
    return paper
