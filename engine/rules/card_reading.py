"""Rules of cards as the office's file or a supervisor writes them, checked before they hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from engine.errors import Fault, Invalid
from engine.rules.cards import (
    BY_HAND,
    FAMILIES,
    FORWARDING,
    LEVELS,
    NEARING,
    NO_REASON,
    QUARTER,
    SILENCE,
    CardRule,
)

PAPERS = ("", "YELLOW_CARD_NOTICE", "RED_CARD_NOTICE")
_MOST = {
    "after": 250,
    "answer_days": 60,
    "urge_days": 60,
    "least": 1000,
    "percent": 100,
    "hours": 8,
}
_LISTS = ("steps", "receivers")
_WORDS = {"code": 60, "name": 100, "basis": 500, "family": 30, "level": 30}
_WORDS |= {"paper": 60, "name_en": 200}
_PERHAPS = ("paper", "name_en")
_KNOWN = frozenset(field.name for field in fields(CardRule))


def read_rules(told: Sequence[Mapping[str, Any]]) -> tuple[CardRule, ...]:
    """Return rules of cards that make sense, in the order given.

    :param told: each with the members of ``CardRule``; code, name, family, level, basis are needed.
    :raises Invalid: with everything that is wrong, at ``rules.<code>.<member>``.

    Source: facts 2.6 (electronic supervision).
    """
    faults = [fault for place, one in enumerate(told, 1) for fault in _faults(place, one)]
    codes = [str(one.get("code")) for one in told]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        message = "“%(code)s” is the code of two rules."
        faults.append(Fault(f"rules.{code}.code", "card_rules.twice", message, {"code": code}))
    if not told:
        faults.append(Fault("rules", "card_rules.none", "There is no rule."))
    if faults:
        raise Invalid("card_rules.invalid", "These rules cannot hold.", faults)
    return tuple(_rule(one) for one in told)


def written(rule: CardRule) -> dict[str, Any]:
    """Return a rule as it is kept and sent.

    >>> written(CardRule("late", "逾期", "promised", "yellow", "2.6"))["level"]
    'yellow'
    """
    return {name: list(one) if name in _LISTS else one for name, one in asdict(rule).items()}


def _rule(told: Mapping[str, Any]) -> CardRule:
    members: dict[str, Any] = dict(told)
    return CardRule(**members | {name: tuple(told.get(name, ())) for name in _LISTS})


def _faults(place: int, told: Mapping[str, Any]) -> Iterator[Fault]:
    at = f"rules.{told.get('code') or place}"
    for name in sorted(set(told) - _KNOWN):
        yield Fault(f"{at}.{name}", "card_rules.unknown", "Rules of cards have no such member.")
    shapes = [*_words(at, told), *_numbers(at, told), *_lists(at, told)]
    yield from shapes
    if not shapes:
        yield from _senseless(at, told)


def _words(at: str, told: Mapping[str, Any]) -> Iterator[Fault]:
    for name, most in _WORDS.items():
        value = told.get(name, "" if name in _PERHAPS else None)
        if not isinstance(value, str) or len(value) > most or (not value and name not in _PERHAPS):
            message = "Please say this in 1 to %(most)s characters."
            yield Fault(f"{at}.{name}", "card_rules.words", message, {"most": most})
    code = told.get("code")
    if isinstance(code, str) and code and not code.replace("_", "").isalnum():
        message = "A code has letters, digits and underscores."
        yield Fault(f"{at}.code", "card_rules.code", message)


def _numbers(at: str, told: Mapping[str, Any]) -> Iterator[Fault]:
    if not isinstance(told.get("active", True), bool):
        yield Fault(f"{at}.active", "card_rules.active", "Say whether the rule holds: yes or no.")
    for name, most in _MOST.items():
        value = told.get(name, 0)
        missing = value is None and name == "percent"
        number = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
        if not (missing or number):
            message = "This is a whole number from 0 to %(most)s."
            yield Fault(f"{at}.{name}", "card_rules.number", message, {"most": most})


def _lists(at: str, told: Mapping[str, Any]) -> Iterator[Fault]:
    for name in _LISTS:
        value = told.get(name, [])
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            yield Fault(f"{at}.{name}", "card_rules.list", "This is a list of codes.")


def _senseless(at: str, told: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _choices(at, told)
    yield from _numbers_of_family(at, told)
    if told["level"] != "prewarning" and not told.get("paper"):
        yield Fault(f"{at}.paper", "card_rules.no_paper", "A yellow or red card needs its paper.")
    if told["family"] == FORWARDING and not told.get("steps"):
        yield Fault(f"{at}.steps", "card_rules.steps", "Name the steps that send a case upward.")
    if told.get("urge_days") and not told.get("answer_days"):
        message = "Nobody can be urged where no answer is asked."
        yield Fault(f"{at}.urge_days", "card_rules.urging", message)


def _choices(at: str, told: Mapping[str, Any]) -> Iterator[Fault]:
    for name, known in (("family", FAMILIES), ("level", LEVELS), ("paper", PAPERS)):
        if told.get(name, "") not in known:
            params = {"known": ", ".join(one for one in known if one)}
            message = "This is none of: %(known)s."
            yield Fault(f"{at}.{name}", "card_rules.choice", message, params)


def _numbers_of_family(at: str, told: Mapping[str, Any]) -> Iterator[Fault]:
    family = told["family"]
    if family in (NO_REASON, QUARTER) and not told.get("least"):
        yield Fault(f"{at}.least", "card_rules.least", "This condition needs a number from 1 on.")
    if family in (SILENCE, NO_REASON, QUARTER, BY_HAND) and told.get("after"):
        yield Fault(f"{at}.after", "card_rules.at_once", "This card can only be given at once.")
    says = told.get("after") or told.get("hours") or told.get("percent") is not None
    if family == NEARING and not says:
        yield Fault(f"{at}.after", "card_rules.nearing", "Say how long before the end it warns.")
