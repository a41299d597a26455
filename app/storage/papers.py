"""Papers (文书): what the office handed out, numbered and verifiable."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base
from engine.errors import NotFound


class Paper(Base):
    """What stands on a paper is kept here; its page is drawn from it and checked by its digest."""

    __tablename__ = "paper"

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), index=True)
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    step: Mapped[str]
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]
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
    paper = session.scalar(select(Paper).filter_by(number=number))
    if paper is None:
        raise NotFound("paper.unknown", "There is no such paper.")
    return paper
