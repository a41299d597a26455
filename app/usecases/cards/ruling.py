"""The office changes its rules of cards: each change a version, with who, when and why."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.storage.supervision import card_rules
from app.storage.supervision.card_rules import CardRules
from app.usecases.work import Work
from engine.errors import Conflict, Fault, Invalid, NotAllowed
from engine.rules.card_reading import read_rules, written
from engine.rules.cards import CardRule

RULERS = frozenset({"supervisor", "administrator"})


def change_rules(work: Work, rules: Sequence[Mapping[str, Any]], reason: str) -> CardRules:
    """Put new rules in force; cards that were given stay as they are.

    :param rules: all of them, each with the members of ``CardRule``.
    :raises NotAllowed: only supervision and administrators do this.
    :raises Invalid: the rules or the reason, with everything that is wrong.
    :raises Conflict: these rules are in force already.

    Source: facts 2.6 (rules are data of the office); goal U2.
    """
    may_rule(work)
    read = read_change(rules, reason)
    if read == work.rulebook.rules:
        raise Conflict("card_rules.same", "These rules are in force already.")
    version = CardRules(
        version=card_rules.next_version(work.session),
        rules=[written(rule) for rule in read],
        reason=reason.strip(),
        changed_at=work.now,
        changed_by=work.actor.id,
        changed_by_name=work.actor.name,
    )
    work.session.add(version)
    return version


def read_change(rules: Sequence[Mapping[str, Any]], reason: str) -> tuple[CardRule, ...]:
    """Return the rules of a change that can hold.

    :raises Invalid: the rules or the reason, with everything that is wrong with both.
    """
    read: tuple[CardRule, ...] = ()
    faults: list[Fault] = []
    try:
        read = read_rules(rules)
    except Invalid as refusal:
        faults.extend(refusal.faults)
    faults += [
        Fault(f"rules.{one.get('code')}.receivers", "card_rules.nobody", "Please say who is told.")
        for one in rules
        if not one.get("receivers")
    ]
    if not reason.strip():
        faults.append(Fault("reason", "card_rules.no_reason", "Please say why."))
    if faults:
        raise Invalid("card_rules.invalid", "These rules cannot hold.", faults)
    return read


def may_rule(work: Work) -> None:
    """Let only supervision and administrators look at rules that are to change.

    :raises NotAllowed: they are neither.
    """
    if not work.actor.roles & RULERS:
        message = "Only supervision and administrators change the rules of cards."
        raise NotAllowed("card_rules.not_yours", message)
