"""What a department can say when it is asked, and what the system says for it."""

from engine.errors import Fault, Invalid

BY_PEOPLE = ("agree", "agree_with_conditions", "disagree", "not_ours", "go_upward")
BY_SYSTEM = ("deemed_agree", "absent_agree")
NEEDING_REASON = frozenset({"agree_with_conditions", "disagree", "not_ours", "go_upward"})


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
