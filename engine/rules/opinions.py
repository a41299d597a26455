"""What a department can say when it is asked, and what the system says for it."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Literal

from engine.errors import Fault, Invalid

Stance = Literal["for", "against", "open", "aside"]
"""Where an opinion stands when opinions are counted: ``open`` is neither for nor against, ``aside``
is not counted at all."""


class Opinion(StrEnum):
    """The closed list of opinions; there are no others.

    Source: decision 21; facts, section 2.4.3 (the kinds of opinions of a co-department).
    """

    AGREE = "agree"
    AGREE_WITH_CONDITIONS = "agree_with_conditions"
    DISAGREE = "disagree"
    NOT_OURS = "not_ours"
    GO_UPWARD = "go_upward"
    DEEMED_AGREE = "deemed_agree"
    ABSENT_AGREE = "absent_agree"

    @property
    def stance(self) -> Stance:
        """Where it stands when opinions are counted.

        >>> Opinion("deemed_agree").stance, Opinion("not_ours").stance
        ('for', 'aside')
        """
        return _STANCES.get(self, "for")


_STANCES: dict[Opinion, Stance] = {
    Opinion.DISAGREE: "against",
    Opinion.GO_UPWARD: "open",
    Opinion.NOT_OURS: "aside",
}

BY_SYSTEM = (Opinion.DEEMED_AGREE, Opinion.ABSENT_AGREE)
BY_PEOPLE = tuple(opinion for opinion in Opinion if opinion not in BY_SYSTEM)
NEEDING_REASON = frozenset(BY_PEOPLE) - {Opinion.AGREE}


OTHERWISE = ("refuse", "agree")
"""What becomes of an objection without reason or legal basis, by the setting ``unreasoned``."""
REASON, BASIS = "reason", "legal_basis"
SAID = "said"
"""The name under which answers keep what a department said, where something else counts."""


def counted(
    answers: Mapping[str, Any], asked: Collection[str], settings: Mapping[str, str]
) -> dict[str, Any]:
    """Return an opinion as it counts: whoever objects gives the reason and the legal basis.

    :param asked: the keys of the form; what it does not ask is not missing.
    :param settings: those of the step; one that asks for no opinion takes every answer.
    :raises Invalid: something is missing, and that does not count as agreement here.

    Source: facts, section 2.4.3 (an objection without its reasons counts as agreement, where the
    office says so); Administrative Licensing Law, Art. 38 (a refusal gives its reasons).

    >>> step = {"opinion": "co_review", "unreasoned": "agree"}
    >>> counted({"opinion": "disagree"}, ["opinion", "reason"], step)
    {'opinion': 'agree', 'said': 'disagree'}
    """
    kept = dict(answers)
    if "opinion" not in settings or kept.get("opinion") != Opinion.DISAGREE:
        return kept
    needed = [key for key in (REASON, BASIS) if key in asked]
    missing = [key for key in needed if not str(kept.get(key) or "").strip()]
    if missing and settings.get("unreasoned") == "agree":
        return kept | {"opinion": Opinion.AGREE.value, SAID: Opinion.DISAGREE.value}
    if missing:
        raise Invalid("opinion.invalid", "This opinion cannot be taken.", [*map(_lacks, missing)])
    return kept


def _lacks(key: str) -> Fault:
    if key == BASIS:
        return Fault(f"answers.{key}", "opinion.no_basis", "Name the legal basis of the objection.")
    return Fault(f"answers.{key}", "opinion.no_reason", "This opinion needs a reason.")


def check_opinion(opinion: str, reason: str = "") -> None:
    """Refuse an opinion that no person can give, or that lacks its reason.

    :raises Invalid: with everything that is wrong.

    Source: Administrative Licensing Law, Art. 38 (a refusal gives its reasons); decision 21.

    >>> check_opinion("agree")
    >>> check_opinion("disagree", "The lane is too narrow.")
    """
    faults = []
    if opinion not in BY_PEOPLE:
        message = "Choose one of the opinions a person can give."
        faults.append(Fault("answers.opinion", "opinion.unknown", message))
    if opinion in NEEDING_REASON and not reason.strip():
        faults.append(Fault("answers.reason", "opinion.no_reason", "This opinion needs a reason."))
    if faults:
        raise Invalid("opinion.invalid", "This opinion cannot be taken.", faults)
