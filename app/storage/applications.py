"""Applications: every version of what was handed in for a case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.base import Base


class Application(Base):
    __tablename__ = "application"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # 1 is the first hand-in
    answers: Mapped[dict[str, Any]]
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[str]


class ApplicationDraft(Base):
    """An application not yet handed in; only its secret opens it again."""

    __tablename__ = "application_draft"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    item_code: Mapped[str] = mapped_column(ForeignKey("item.code"), index=True)
    applicant: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    saved_at: Mapped[datetime]


def of_case(session: Session, case_id: int) -> Sequence[Application]:
    """Return all versions of a case's application, the first first."""
    return session.scalars(
        select(Application).filter_by(case_id=case_id).order_by(Application.number)
    ).all()


def draft(session: Session, token_hash: str) -> ApplicationDraft | None:
    """Return the draft that a token opens."""
    return session.get(ApplicationDraft, token_hash)
