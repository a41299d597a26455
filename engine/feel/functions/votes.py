"""What opinions of several departments come to: true, false, or null as long as it is open.

``answers`` are opinions, or contexts with an ``opinion`` and a ``department``; ``asked`` are all
that were asked, answered or not, or how many. Without ``asked`` those who answered are all.

Source: decision 155.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from engine.feel.errors import NoValue
from engine.feel.functions.registry import builtin, whole
from engine.feel.scope import Evaluation
from engine.rules import votes
from engine.rules.opinions import Opinion
from engine.rules.votes import Vote


@builtin("decided", "result: any")
def decided(run: Evaluation, result: Any) -> bool:
    """Tell whether the result of a vote is certain, whichever it is."""
    return type(result) is bool


@builtin("all agree", "answers: list, asked: list?")
def all_agree(run: Evaluation, answers: list[Any], asked: list[Any] | None = None) -> bool | None:
    """Tell whether everybody agrees."""
    return _certain(run, votes.all_agree, _votes(run, answers, asked))


@builtin("any agrees", "answers: list, asked: list?")
def any_agrees(run: Evaluation, answers: list[Any], asked: list[Any] | None = None) -> bool | None:
    """Tell whether anybody agrees."""
    return _certain(run, votes.any_agrees, _votes(run, answers, asked))


@builtin("at least agree", "answers: list, needed: number, asked: list?")
def at_least_agree(
    run: Evaluation, answers: list[Any], needed: Decimal, asked: list[Any] | None = None
) -> bool | None:
    """Tell whether so many agree."""
    return _certain(run, votes.at_least(whole(needed)), _votes(run, answers, asked))


@builtin("share agrees", "answers: list, part: number, whole: number, asked: list?")
def share_agrees(
    run: Evaluation, answers: list[Any], part: Decimal, all_: Decimal, asked: Any = None
) -> bool | None:
    """Tell whether so many of so many agree, as two thirds: 2, 3."""
    rule = votes.share(whole(part), whole(all_))
    return _certain(run, rule, _votes(run, answers, asked))


@builtin("majority agrees", "answers: list, asked: list?")
def majority_agrees(run: Evaluation, answers: list[Any], asked: Any = None) -> bool | None:
    """Tell whether more than half agree."""
    return _certain(run, votes.majority, _votes(run, answers, asked))


@builtin("no veto", "answers: list, departments: list, asked: list?")
def no_veto(
    run: Evaluation, answers: list[Any], departments: list[Any], asked: list[Any] | None = None
) -> bool | None:
    """Tell whether none of these departments disagrees."""
    return _certain(run, votes.unvetoed(departments), _named(run, answers, asked))


@builtin("weight agrees", "answers: list, weights: context, needed: number, asked: list?")
def weight_agrees(
    run: Evaluation, answers: list[Any], weights: dict[str, Any], needed: Decimal, asked: Any = None
) -> bool | None:
    """Tell whether those who agree weigh so much together."""
    if not all(type(one) is Decimal for one in weights.values()):
        raise NoValue("a weight is a number")
    return _certain(run, votes.weight(weights, needed), _named(run, answers, asked))


@builtin("first decides", "answers: list, asked: list?")
def first_decides(run: Evaluation, answers: list[Any], asked: Any = None) -> bool | None:
    """Tell what the first in order that is competent says."""
    return _certain(run, votes.first_decides, _named(run, answers, asked))


@builtin("tally", "answers: list")
def tally(run: Evaluation, answers: list[Any]) -> dict[str, Decimal]:
    """Return how often each opinion was given."""
    counted = votes.tally(_opinion(answer) for answer in answers)
    run.spend(len(answers) + len(counted))
    return {code: Decimal(count) for code, count in counted.items()}


def _certain(run: Evaluation, rule: votes.Rule, given: Sequence[Vote]) -> bool | None:
    answer = votes.certain(rule, given)
    if answer is None:
        run.explain("the vote is still open")
    return answer


def _votes(run: Evaluation, answers: list[Any], asked: list[Any] | None) -> Sequence[Vote]:
    """Return the votes in the order in which people were asked; the last are open."""
    run.spend(len(answers) + len(asked or ()))
    given = [Vote(_department(answer), _opinion(answer)) for answer in answers]
    if asked is None:
        return given
    return _in_order(given, _names(run, asked))


def _names(run: Evaluation, asked: list[Any]) -> list[str | None]:
    if len(asked) == 1 and type(asked[0]) is Decimal:
        run.spend(count := max(0, whole(asked[0])))
        return [None] * count
    return [_department(one) or (one if type(one) is str else None) for one in asked]


def _in_order(given: list[Vote], names: list[str | None]) -> list[Vote]:
    left = list(given)
    found: list[Vote] = []
    for name in names:
        own = next((vote for vote in left if name and vote.department == name), None)
        if own is not None:
            left.remove(own)
        found.append(own or Vote(name))
    for vote in left:
        open_ = (n for n, one in enumerate(found) if one.opinion is None and _may_be(vote, one))
        place = next(open_, len(found))
        found[place : place + 1] = [vote]
    return found


def _may_be(vote: Vote, asked: Vote) -> bool:
    return vote.department is None or asked.department is None


def _named(run: Evaluation, answers: list[Any], asked: list[Any] | None) -> Sequence[Vote]:
    """Return the votes where it matters who said what.

    :raises NoValue: an answer does not say its department.
    """
    if any(_department(answer) is None for answer in answers):
        raise NoValue("an answer says its department")
    return _votes(run, answers, asked)


def _department(value: Any) -> str | None:
    name = value.get("department") if type(value) is dict else None
    return name if type(name) is str else None


def _opinion(answer: Any) -> Opinion:
    code = answer.get("opinion") if type(answer) is dict else answer
    if type(code) is not str or code not in list(Opinion):
        raise NoValue("an answer has one of the opinions there are")
    return Opinion(code)
