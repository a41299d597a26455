"""The numbers of a rule of cards that one may set on screen."""

from collections.abc import Mapping
from typing import Any

from engine.rules.cards import BY_HAND, NEARING, NO_REASON, QUARTER, SILENCE

ANSWERING = ("answer_days", "urge_days")
OF_FAMILY: Mapping[str, tuple[str, ...]] = {
    NEARING: ("after", "percent", "hours"),
    NO_REASON: ("least",),
    QUARTER: ("least",),
    SILENCE: (),
    BY_HAND: (),
}
"""The numbers of a condition; of all others the days after the limit."""
USUAL = ("after",)
PAPERS = {"prewarning": "", "yellow": "YELLOW_CARD_NOTICE", "red": "RED_CARD_NOTICE"}
"""The paper a card of a level comes with; a warning has none."""


def asked(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the numbers one may set of a rule; a warning asks for no answer."""
    numbers = OF_FAMILY.get(rule["family"], USUAL)
    return (*numbers, *ANSWERING) if rule["paper"] else numbers


def number(said: str, name: str) -> int | None:
    """Return a number as typed; what is none becomes one that no rule can have.

    >>> number(" 3 ", "after"), number("", "after"), number("x", "after")
    (3, 0, -1)
    """
    plain = said.strip()
    if not plain:
        return None if name == "percent" else 0
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 6 else -1
