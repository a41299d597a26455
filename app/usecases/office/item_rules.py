"""What an item says of rights and rules: changed by an administrator, with a reason, on record."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.storage.office import departments, items
from app.storage.office.item_changes import ItemChange
from app.storage.office.items import Item
from app.usecases.work import Work
from engine.errors import Fault, Invalid, NotAllowed
from engine.rules.material_rights import READERS, SENDERS
from engine.rules.upward import COURSES

MOST_DAYS = 366
"""Working days after which the clock may urge at the latest."""
Named = Mapping[str, Sequence[str]]
"""Departments by the codes of the materials that are for them; others are for everybody."""


@dataclass(frozen=True)
class ItemRules:
    """What an item says of rights and rules; ``None``: as the office says.

    :param go_upward: what a joint step does at the opinion that a matter must go upward.
    :param near: whether the clock urges with the reminder of the limit of a task.
    :param late_days: how many working days after that limit it urges; 0: never.
    :param readers: who may read a material; ``senders``: who may hand it in and replace it.
    """

    go_upward: str | None
    near: bool | None
    late_days: int | None
    readers: Named
    senders: Named


def rules_of(item: Item) -> ItemRules:
    """Return what an item says now."""
    urges = item.urges or {}
    rights = (_named(item.materials, right) for right in (READERS, SENDERS))
    return ItemRules(item.go_upward, urges.get("near"), urges.get("late_days"), *rights)


def change_rules(work: Work, code: str, wish: ItemRules, reason: str) -> ItemChange:
    """Change what an item says of rights and rules.

    Rights to materials count at once; of the others a case keeps the word it was handed in with.

    :raises NotAllowed: only administrators keep the catalogue.
    :raises NotFound: there is no such item.
    :raises Invalid: nothing changes, no reason is given, or with everything that cannot be.

    Source: features C3, C6, L11; decisions 203, 208, 210.
    """
    item = wanted(work, code, wish)
    before, faults = rules_of(item), []
    if not reason.strip():
        faults.append(Fault("reason", "limit.no_reason", "Please say why."))
    if told(before) == told(wish):
        message = "This is what the item says already."
        faults.append(Fault("go_upward", "item.rules_same", message))
    if faults:
        raise Invalid("item.invalid", "The item cannot be changed like this.", faults)
    item.go_upward = wish.go_upward
    urges = {"near": wish.near, "late_days": wish.late_days}
    item.urges = {name: said for name, said in urges.items() if said is not None} or None
    item.materials = [_with_rights(one, wish) for one in item.materials]
    return record(work, item, before, reason)


def wanted(work: Work, code: str, wish: ItemRules) -> Item:
    """Return the item whose rules somebody wants to change, if they may be changed so.

    :raises Refusal: as ``change_rules`` does, but for what it asks besides the rules.
    """
    if "administrator" not in work.actor.roles:
        raise NotAllowed("item.not_yours", "Only administrators keep the catalogue.")
    item = items.of_code(work.session, code)
    if faults := [*_rule_faults(wish), *_right_faults(work, item, wish)]:
        raise Invalid("item.invalid", "The item cannot be changed like this.", faults)
    return item


def record(work: Work, item: Item, before: ItemRules, reason: str = "") -> ItemChange:
    """Write down a change that was made."""
    change = ItemChange(
        item_code=item.code,
        before=told(before),
        after=told(rules_of(item)),
        reason=reason.strip(),
        told_at=work.now,
        told_by=work.actor.name,
    )
    work.session.add(change)
    work.session.flush()
    return change


def told(rules: ItemRules) -> dict[str, Any]:
    """Return rules as a change keeps them; the order of departments does not matter."""
    rights = {READERS: rules.readers, SENDERS: rules.senders}
    named = {
        right: {code: sorted({*some}) for code, some in sorted(of.items())}
        for right, of in rights.items()
    }
    return vars(rules) | named


def _named(listed: Iterable[Mapping[str, Any]], right: str) -> Named:
    return {one["code"]: one[right] for one in listed if one.get(right) is not None}


def _with_rights(material: Mapping[str, Any], wish: ItemRules) -> dict[str, Any]:
    code = material["code"]
    kept = {name: said for name, said in material.items() if name not in {READERS, SENDERS}}
    rights = {READERS: wish.readers.get(code), SENDERS: wish.senders.get(code)}
    return kept | {
        right: [*dict.fromkeys(some)] for right, some in rights.items() if some is not None
    }


def _rule_faults(wish: ItemRules) -> Iterator[Fault]:
    if wish.go_upward not in {None, *COURSES}:
        message = "Choose whether the step waits or the case goes on."
        yield Fault("go_upward", "item.go_upward", message)
    if wish.late_days is not None and not 0 <= wish.late_days <= MOST_DAYS:
        message = "Please give working days from 0, which is never, to %(most)s."
        yield Fault("late_days", "item.late_days", message, {"most": MOST_DAYS})


def _right_faults(work: Work, item: Item, wish: ItemRules) -> Iterator[Fault]:
    known = {one["code"] for one in item.materials}
    office = departments.names(work.session)
    for right, named in ((READERS, wish.readers), (SENDERS, wish.senders)):
        for code, some in named.items():
            if code not in known:
                message = "The item has no material “%(code)s”."
                yield Fault(f"{right}.{code}", "item.no_material", message, {"code": code})
            if unknown := [one for one in some if one not in office]:
                message = "There is no department “%(code)s”."
                told = {"code": unknown[0]}
                yield Fault(f"{right}.{code}", "item.no_department", message, told)
