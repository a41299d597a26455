"""Applications: every version of what was handed in for a case."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.case.cases import Case
from app.storage.ground.base import Base
from app.storage.ground.columns import Packed


class Application(Base):
    """One version; the first has a row only once there is a second."""

    __tablename__ = "application"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # 1 is the first hand-in
    answers: Mapped[dict[str, Any]] = mapped_column(Packed)
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


def of_case(session: Session, case: Case) -> Sequence[Application]:
    """Return all versions of a case's application, the first first."""
    rows = session.scalars(
        select(Application).filter_by(case_id=case.id).order_by(Application.number)
    ).all()
    return rows or [first(case)]


def first(case: Case) -> Application:
    """Return what was handed in, as long as it was not corrected: it stands on the case."""
    return Application(
        case_id=case.id,
        number=1,
        answers=case.answers,
        submitted_at=case.received_at,
        submitted_by=case.entered_by,
    )


def applicants(session: Session, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return the parties of some cases by the inner ids of these."""
    found = session.execute(select(Case.id, Case.applicant).where(Case.id.in_(ids)))
    return dict(found.all())


def draft(session: Session, token_hash: str) -> ApplicationDraft | None:
    """Return the draft that a token opens."""
    return session.get(ApplicationDraft, token_hash)
