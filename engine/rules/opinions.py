"""What a department can say when it is asked, and what the system says for it."""

from enum import StrEnum
from typing import Literal

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
