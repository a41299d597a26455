"""The limits of an item change: for new cases, or for running ones too; always on the record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.storage.clock.limit_changes import KEEP, MOVE, LimitChange
from app.storage.office import items
from app.storage.office.items import Item
from app.usecases.limits import fitting
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotAllowed
from engine.rules import limits

DAYS = ("promised_days", "statutory_days")


@dataclass(frozen=True)
class Wish:
    """Which limits an item is to have, and what becomes of its running cases.

    :param periods: its further limits; ``None`` where they stay.
    :param running: ``keep`` for new cases only; ``move`` lets running ones take it over.
    :param corrects: what was promised before was an error.
    """

    promised_days: int
    statutory_days: int
    periods: Sequence[Mapping[str, Any]] | None = None
    running: str = KEEP
    reason: str = ""
    corrects: bool = False


def change_limits(work: Work, code: str, wish: Wish) -> LimitChange:
    """Change the limits of an item; running cases take it over with the next ticks, if they are to.

    :raises NotAllowed: only administrators keep the catalogue.
    :raises NotFound: there is no such item.
    :raises Invalid: nothing changes, no reason is given, or with everything that cannot be.

    Source: Administrative Licensing Law, Art. 8, 42; facts D-15, D-26.
    """
    item = wanted(work, code, wish)
    faults = []
    if not wish.reason.strip():
        faults.append(Fault("reason", "limit.no_reason", "Please say why."))
    if wish.running not in (MOVE, KEEP):
        message = "Please say whether running cases take it over or keep their limits."
        faults.append(Fault("running", "limit.running", message))
    if after(item, wish) == told(item):
        message = "These are the limits the item has already."
        faults.append(Fault("promised_days", "limit.same", message))
    if faults:
        raise Invalid("limit.invalid", "These limits cannot be kept.", faults)
    before = told(item)
    for name, value in after(item, wish).items():
        setattr(item, name, value)
    return record(work, item, before, wish)


def wanted(work: Work, code: str, wish: Wish) -> Item:
    """Return the item whose limits somebody wants to change, if they may be changed so.

    :raises Refusal: as ``change_limits`` does, but for what it asks besides the limits.
    """
    if "administrator" not in work.actor.roles:
        raise NotAllowed("item.not_yours", "Only administrators keep the catalogue.")
    item, faults = items.of_code(work.session, code), _limit_faults(wish)
    faults += _period_faults(wish.periods or ())
    moves = wish.running == MOVE
    if moves:
        faults += _longer(item, wish)
    if moves or wish.promised_days != item.promised_days:
        faults += fitting.faults(work, item.process, wish.promised_days, item if moves else None)
    if not item.warning_days < max(wish.promised_days, 1):
        message = "The warning comes before the promised limit ends, and not before it starts."
        faults.append(Fault("promised_days", "item.warning", message))
    if faults:
        raise Invalid("limit.invalid", "These limits cannot be kept.", faults)
    return item


def _limit_faults(wish: Wish) -> list[Fault]:
    try:
        limits.check_promised(wish.promised_days, wish.statutory_days)
    except Invalid as refusal:
        return list(refusal.faults)
    return []


def _period_faults(periods: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    kinds = [one["kind"] for one in periods]
    for place, one in enumerate(periods):
        if one["kind"] in kinds[:place]:
            message = "“%(kind)s” is the kind of two limits."
            told = {"kind": one["kind"]}
            yield Fault(f"periods.{place}.kind", "period.twice", message, told)
        if one["from"] == one["until"]:
            message = "A limit ends with another event than the one it begins with."
            yield Fault(f"periods.{place}.until", "period.no_length", message)


def _longer(item: Item, wish: Wish) -> list[Fault]:
    before, days = ({name: getattr(one, name) for name in DAYS} for one in (item, wish))
    try:
        limits.check_running(before, days, wish.corrects)
    except Invalid as refusal:
        return list(refusal.faults)
    return []


def record(work: Work, item: Item, before: dict[str, Any], wish: Wish) -> LimitChange:
    """Write down a change that was made."""
    change = LimitChange(
        item_code=item.code,
        before=before,
        after=told(item),
        running=wish.running,
        corrects=wish.corrects,
        reason=wish.reason.strip(),
        told_at=work.now,
        told_by=work.actor.name,
        ended_at=None if wish.running == MOVE else work.now,
    )
    work.session.add(change)
    work.session.flush()
    return change


def told(item: Item) -> dict[str, Any]:
    """Return the limits of an item as they are kept with a change."""
    return {
        "promised_days": item.promised_days,
        "statutory_days": item.statutory_days,
        "periods": list(item.periods or ()),
    }


def after(item: Item, wish: Wish) -> dict[str, Any]:
    """Return the limits an item would have."""
    periods = item.periods if wish.periods is None else [dict(one) for one in wish.periods]
    days = {name: getattr(wish, name) for name in DAYS}
    return days | {"periods": list(periods or ())}
