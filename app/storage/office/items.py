"""Items (事项): what can be applied for, with its limits and its eight publications."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, validates

from app.storage.ground import spelling
from app.storage.ground.base import Base
from engine.errors import NotFound

USUAL: dict[str, int | None] = {
    "step_warning_days": 1,
    "warning_percent": 80,
    "reminder_days": 1,
}
"""How early a limit warns where its item says nothing else; a case keeps what differs.

Source: facts 2.6 (pre-warning: a working day before, or 80 % used, whichever is first).
"""


class Item(Base):
    __tablename__ = "item"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    spelt: Mapped[str | None]  # its name in pinyin and by first letters
    process: Mapped[str | None]  # the key of the process that handles it
    lead_department: Mapped[str] = mapped_column(ForeignKey("department.code"), index=True)
    handling_kind: Mapped[str]
    statutory_days: Mapped[int]  # working days
    promised_days: Mapped[int]  # working days
    warning_days: Mapped[int] = mapped_column(default=1)  # yellow this long before due
    step_warning_days: Mapped[int] = mapped_column(default=USUAL["step_warning_days"])  # of a step
    warning_percent: Mapped[int | None] = mapped_column(default=USUAL["warning_percent"])  # or used
    reminder_days: Mapped[int | None] = mapped_column(default=USUAL["reminder_days"])  # none: never
    go_upward: Mapped[str | None]  # wait | go_on at that opinion; none: as the office says
    urges: Mapped[dict[str, Any] | None]  # near, late_days; what is missing: as the office says
    periods: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # beside the usual
    signatures: Mapped[int] = mapped_column(default=1)  # 2: one examines, another approves
    materials: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    publications: Mapped[dict[str, Any]] = mapped_column(default=dict)
    published: Mapped[bool] = mapped_column(default=True)
    place: Mapped[int] = mapped_column(default=0)

    @validates("name")
    def spell(self, _: str, name: str) -> str:
        """Keep how a name is read beside it."""
        self.spelt = spelling.spelt(name)
        return name

    def scope(self) -> dict[str, Any]:
        """Return what expressions may read under ``item``; a case keeps it from its start."""
        own: dict[str, Any] = {"periods": self.periods} if self.periods else {}
        own |= {"go_upward": self.go_upward} if self.go_upward else {}
        own |= {"urges": self.urges} if self.urges else {}
        return {
            **own,
            "code": self.code,
            "name": self.name,
            "name_en": self.name_en,
            "lead_department": self.lead_department,
            "handling_kind": self.handling_kind,
            "statutory_days": self.statutory_days,
            "promised_days": self.promised_days,
            "warning_days": self.warning_days,
            "fee": self.publications.get("fee"),
            **{name: own for name in USUAL if (own := getattr(self, name)) != USUAL[name]},
        }


def published(session: Session) -> Sequence[Item]:
    """Return the items one may apply for."""
    return session.scalars(select(Item).where(Item.published).order_by(Item.place, Item.code)).all()


def everything(session: Session) -> Sequence[Item]:
    """Return all items, those not published too."""
    return session.scalars(select(Item).order_by(Item.place, Item.code)).all()


def called(q: str) -> Any:
    """Return the query for the codes of items whose name has these words in it, however spelt."""
    named = or_(
        Item.name.contains(q, autoescape=True),
        Item.name_en.icontains(q, autoescape=True),
        Item.spelt.contains(q.replace(" ", "").casefold(), autoescape=True),
    )
    return select(Item.code).where(named)


def of_code(session: Session, code: str) -> Item:
    """Return one item, published or not.

    :raises NotFound: there is none under this code.
    """
    if (item := session.get(Item, code)) is None:
        raise NotFound("item.unknown", "There is no such item.")
    return item


def of_process(session: Session, process: str) -> Sequence[Item]:
    """Return the published items a process handles."""
    return session.scalars(select(Item).where(Item.process == process, Item.published)).all()


def get(session: Session, code: str) -> Item:
    """Return one published item.

    :raises NotFound: there is none under this code.
    """
    item = of_code(session, code)
    if not item.published:
        raise NotFound("item.unknown", "There is no such item.")
    return item
