"""Materials: the files of a case. The bytes lie in the file store under their digest.

Files that came with a remark lie beside them, and count as no material of the case.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.storage.ground.base import Base
from engine.errors import NotFound


class Material(Base):
    """One version of one file; a newer version replaces it and never alters it."""

    __tablename__ = "material"
    __table_args__ = (Index(None, "case_id", "code"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    draft: Mapped[str | None] = mapped_column(
        ForeignKey("application_draft.token_hash", ondelete="SET NULL"), index=True
    )
    code: Mapped[str]  # of the item's list; "other" for what was not asked
    version: Mapped[int] = mapped_column(default=1)
    name: Mapped[str]  # as the sender called it: a label, never a path
    digest: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    media_type: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    replaced: Mapped[bool] = mapped_column(default=False)
    replaces: Mapped[str | None]  # the version it took the place of
    remark_id: Mapped[int | None] = mapped_column(ForeignKey("remark.id"))


def of_case(session: Session, case_id: int) -> Sequence[Material]:
    """Return all files of a case, older versions included, and none of its remarks."""
    return session.scalars(
        select(Material)
        .filter_by(case_id=case_id, remark_id=None)
        .order_by(Material.code, Material.version, Material.added_at)
    ).all()


def of_remarks(session: Session, case_id: int) -> Sequence[Material]:
    """Return the files that came with remarks on a case, in the order they came."""
    noted = select(Material).where(Material.case_id == case_id, Material.remark_id.is_not(None))
    return session.scalars(noted.order_by(Material.added_at, Material.name)).all()


def renewed(session: Session, case_ids: Collection[int]) -> dict[int, list[Material]]:
    """Return the versions that replaced another, or were replaced, by their cases; few have any."""
    either = or_(Material.replaced, Material.replaces.is_not(None))
    theirs = (Material.case_id.in_(case_ids), Material.remark_id.is_(None))
    rows = session.scalars(select(Material).where(*theirs, either))
    found: dict[int, list[Material]] = {}
    for row in rows:
        if row.case_id is not None:
            found.setdefault(row.case_id, []).append(row)
    return found


def of_draft(session: Session, token_hash: str) -> Sequence[Material]:
    """Return the files of an application that is not handed in yet."""
    return session.scalars(
        select(Material).filter_by(draft=token_hash).order_by(Material.code, Material.added_at)
    ).all()


def get(session: Session, case_id: int, material_id: str) -> Material:
    """Return one file of a case, none of its remarks.

    :raises NotFound: this case has no such file.
    """
    material = find(session, case_id, material_id)
    if material.remark_id is not None:
        raise unknown()
    return material


def find(session: Session, case_id: int, material_id: str) -> Material:
    """Return one file of a case or of a remark on it; who may open it, others decide.

    :raises NotFound: this case has no such file.
    """
    material = session.get(Material, material_id)
    if material is None or material.case_id != case_id:
        raise unknown()
    return material


def unknown() -> NotFound:
    """Return the answer to whoever asks for a file that is not there, or not for them."""
    return NotFound("material.unknown", "There is no such file.")


def known(session: Session, digests: Collection[str]) -> set[str]:
    """Return those of some digests that belong to a case or a draft."""
    return set(session.scalars(select(Material.digest).where(Material.digest.in_(digests))))


def amount(session: Session, case_id: int, noted: bool = False) -> tuple[int, int]:
    """Return how many files a case has and their bytes.

    :param noted: of those that came with remarks, instead.
    """
    which = Material.remark_id.is_not(None) if noted else Material.remark_id.is_(None)
    amounts = select(func.count(), func.coalesce(func.sum(Material.size), 0))
    count, size = session.execute(amounts.where(Material.case_id == case_id, which)).one()
    return int(count), int(size)
