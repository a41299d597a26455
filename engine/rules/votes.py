"""What several opinions come to, as soon as that is certain.

A rule is a plain question about opinions that are all given. Each rule is monotonic: no result gets
worse when one opinion moves up in the order against, open, aside, for. So a result is certain as
soon as it is the same with everybody else against and with everybody else for, and ``and``, ``or``
of results are certain exactly when one may say so.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from engine.rules.opinions import Opinion, Stance


@dataclass(frozen=True)
class Vote:
    """What one of those asked said.

    :param department: ``None`` where only the opinion is known.
    :param opinion: ``None`` as long as it is not given.
    """

    department: str | None
    opinion: Opinion | None = None


Rule = Callable[[Sequence[Vote]], bool]
"""Whether opinions that are all given come to yes."""


def certain(rule: Rule, votes: Sequence[Vote]) -> bool | None:
    """Return what a rule comes to whatever the rest answer; ``None`` while that is open.

    Source: decision 155.

    >>> roads, fire = Vote("roads", Opinion.AGREE), Vote("fire")
    >>> certain(all_agree, [roads, fire]), certain(any_agrees, [roads, fire])
    (None, True)
    """
    worst = rule(_rest(votes, Opinion.DISAGREE))
    return worst if worst == rule(_rest(votes, Opinion.AGREE)) else None


def all_agree(votes: Sequence[Vote]) -> bool:
    """Return whether nobody objects and nothing stays open; who is not competent does not count.

    Where nobody is competent, nobody agreed; where nobody was asked, nothing is in the way.

    >>> all_agree([Vote("fire", Opinion.NOT_OURS)]), all_agree([])
    (False, True)
    """
    counted = _stances(votes)
    return "against" not in counted and "open" not in counted and ("for" in counted or not votes)


def any_agrees(votes: Sequence[Vote]) -> bool:
    """Return whether at least one agrees."""
    return "for" in _stances(votes)


def at_least(needed: int) -> Rule:
    """Return the rule that so many have to agree.

    >>> at_least(2)([Vote("roads", Opinion.AGREE), Vote("fire", Opinion.DEEMED_AGREE)])
    True
    """
    return lambda votes: _stances(votes).count("for") >= needed


def share(part: int, of: int) -> Rule:
    """Return the rule that so large a share of those who are competent has to agree.

    :raises ValueError: the share is none, or more than all.

    >>> share(1, 2)([Vote("roads", Opinion.AGREE), Vote("fire", Opinion.DISAGREE)])
    True
    """
    if not 1 <= part <= of:
        raise ValueError(f"a share lies between one and all, not {part} of {of}")

    def agrees(votes: Sequence[Vote]) -> bool:
        counted = _stances(votes)
        yes, base = counted.count("for"), len(counted) - counted.count("aside")
        return yes > 0 and yes * of >= base * part

    return agrees


def majority(votes: Sequence[Vote]) -> bool:
    """Return whether more than half of those who are competent agree.

    >>> majority([Vote("roads", Opinion.AGREE), Vote("fire", Opinion.DISAGREE)])
    False
    """
    counted = _stances(votes)
    return counted.count("for") * 2 > len(counted) - counted.count("aside")


def unvetoed(departments: Collection[str]) -> Rule:
    """Return the rule that none of these departments may disagree.

    >>> unvetoed(["fire"])([Vote("roads", Opinion.DISAGREE), Vote("fire", Opinion.AGREE)])
    True
    """
    return lambda votes: (
        not any(
            vote.department in departments and vote.opinion is Opinion.DISAGREE for vote in votes
        )
    )


def weight(weights: Mapping[str, Decimal], needed: Decimal) -> Rule:
    """Return the rule that those who agree weigh so much together; who has no weight weighs 1.

    :raises ValueError: a weight is negative.

    >>> weight({"fire": Decimal(3)}, Decimal(3))([Vote("fire", Opinion.AGREE)])
    True
    """
    if any(one < 0 for one in weights.values()):
        raise ValueError("a weight is not negative")

    def agrees(votes: Sequence[Vote]) -> bool:
        yes = (vote for vote in votes if vote.opinion and vote.opinion.stance == "for")
        return sum(weights.get(vote.department or "", Decimal(1)) for vote in yes) >= needed

    return agrees


def first_decides(votes: Sequence[Vote]) -> bool:
    """Return whether the first in order that is competent agrees.

    >>> first_decides([Vote("roads", Opinion.NOT_OURS), Vote("fire", Opinion.AGREE)])
    True
    """
    return next((stance == "for" for stance in _stances(votes) if stance != "aside"), False)


def tally(opinions: Iterable[Opinion]) -> dict[str, int]:
    """Return how often each opinion was given.

    >>> tally([Opinion.AGREE, Opinion.AGREE, Opinion.DISAGREE])["agree"]
    2
    """
    counted = list(opinions)
    return {opinion.value: counted.count(opinion) for opinion in Opinion}


def _rest(votes: Sequence[Vote], opinion: Opinion) -> list[Vote]:
    return [vote if vote.opinion else replace(vote, opinion=opinion) for vote in votes]


def _stances(votes: Sequence[Vote]) -> list[Stance]:
    return [vote.opinion.stance for vote in votes if vote.opinion]
