"""What a receipt says: what was handed in and when, the first time and after a correction."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from app.storage.case import materials, papers
from app.storage.office.items import Item
from app.usecases.moving import particulars, receiving
from app.usecases.moving.moved import Moved
from engine.rules.deadlines import OFFICE_ZONE

RECEIPT = "RECEIPT"
AGAIN = "补正材料接收凭证"
"""The name of a receipt for what was handed in later; papers are Chinese."""


def told(moved: Moved) -> dict[str, object]:
    """Return what stands on a receipt besides the case.

    What is handed in after the first receipt has a moment of its own, and only what came since is
    listed.

    Source: Administrative Licensing Law, Art. 32(2) (a dated receipt for each); facts D-05, D-07.
    """
    since = _last_receipt(moved) if moved.answered is not None else None
    if since is None:
        return {"materials": _listed(moved, _handed_in(moved))}
    work, case = moved.work, moved.case
    return {
        "materials": _listed(moved, _added(moved, since)),
        "received_at": work.now.astimezone(OFFICE_ZONE).isoformat(),
        "received_on": particulars.iso(receiving.received_on(work, case.lead_department)),
        "again": True,
        "title": AGAIN,
        "title_en": "Receipt of corrected materials",
    }


def _last_receipt(moved: Moved) -> datetime | None:
    """Return when the last receipt of the case was handed out; nothing where there was none."""
    rows = papers.of_case(moved.work.session, moved.case.id)
    return max((row.issued_at for row in rows if row.kind == RECEIPT), default=None)


def _listed(moved: Moved, codes: Counter[str]) -> list[dict[str, object]]:
    """Return materials by their codes, as the item's list names them."""
    item = moved.work.session.get_one(Item, moved.case.item_code)
    return [
        {"name": one["name"], "original": one["original"], "count": codes[one["code"]]}
        for one in item.materials
        if one["code"] in codes
    ]


def _handed_in(moved: Moved) -> Counter[str]:
    return Counter(moved.files if moved.answered is None else _stored(moved))


def _stored(moved: Moved) -> Iterator[str]:
    rows = materials.of_case(moved.work.session, moved.case.id)
    return (one.code for one in rows if not one.replaced)


def _added(moved: Moved, since: datetime) -> Counter[str]:
    rows = materials.of_case(moved.work.session, moved.case.id)
    return Counter(one.code for one in rows if not one.replaced and one.added_at > since)
