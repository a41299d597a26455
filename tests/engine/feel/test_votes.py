"""Truth tables: a result is there exactly when the rest can say what they like.

Every rule is defined here a second time, in plain words about opinions that are all given; certain
is what comes to the same for every way in which the rest may answer.
"""

from datetime import UTC, datetime
from functools import cache
from itertools import permutations, product

import pytest

from engine import feel
from engine.rules.opinions import Opinion

AT = datetime(2026, 3, 2, tzinfo=UTC)
DEPARTMENTS = ("fire", "roads", "health", "culture")
KINDS = ("agree", "disagree", "not_ours", "go_upward")
WEIGHTS = {"fire": 3, "roads": 2, "health": 1, "culture": 1}


def yes(said):
    return [one for one in said if one[1] == "agree"]


def competent(said):
    return [one for one in said if one[1] != "not_ours"]


def unopposed(said):
    return competent(said) == yes(said) and bool(yes(said))


def weighty(said):
    return sum(WEIGHTS[department] for department, _ in yes(said)) >= 4


RULES = {
    "all agree(answers{asked})": unopposed,
    "any agrees(answers{asked})": lambda said: bool(yes(said)),
    "at least agree(answers, 2{asked})": lambda said: len(yes(said)) >= 2,
    "share agrees(answers, 2, 3{asked})": lambda said: (
        bool(yes(said)) and len(yes(said)) / len(competent(said)) > 0.66
    ),
    "majority agrees(answers{asked})": lambda said: len(yes(said)) > len(competent(said)) / 2,
    'no veto(answers, ["fire", "health"]{asked})': lambda said: not (
        {("fire", "disagree"), ("health", "disagree")} & set(said)
    ),
    "weight agrees(answers, {{fire: 3, roads: 2}}, 4{asked})": weighty,
    "first decides(answers{asked})": lambda said: competent(said)[:1] == yes(said)[:1] != [],
    'majority agrees(answers{asked}) and no veto(answers, "roads"{asked})': lambda said: (
        len(yes(said)) > len(competent(said)) / 2 and ("roads", "disagree") not in said
    ),
    'all agree(answers{asked}) or weight agrees(answers, {{fire: 3}}, 4{asked})': lambda said: (
        unopposed(said) or sum({"fire": 3}.get(one[0], 1) for one in yes(said)) >= 4
    ),
}  # fmt: skip
"""In words of the language and in plain ones."""


def arrivals(count):
    """Yield every order in which some of so many departments may have answered, and what."""
    for some in range(count + 1):
        for order in permutations(DEPARTMENTS[:count], some):
            yield from (
                tuple(zip(order, said, strict=True)) for said in product(KINDS, repeat=some)
            )


def certain(meaning, count):
    """Return a function of what was said: the result of a rule, or ``None``."""

    @cache
    def come_to(said):
        given = dict(said)
        kinds = [[given[one]] if one in given else KINDS for one in DEPARTMENTS[:count]]
        ways = product(*kinds)
        results = {meaning(list(zip(DEPARTMENTS, way, strict=False))) for way in ways}
        return results.pop() if len(results) == 1 else None

    return lambda said: come_to(frozenset(said))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("rule", RULES)
def test_a_result_is_there_exactly_when_it_is_certain(rule, count):
    asked = feel.compile(rule.format(asked=", asked"))
    expected = certain(RULES[rule], count)

    for said in arrivals(count):
        answers = [{"department": one, "opinion": opinion} for one, opinion in said]
        names = {"answers": answers, "asked": DEPARTMENTS[:count]}
        assert asked.evaluate(names, AT) is expected(said), said


@pytest.mark.parametrize("rule", RULES)
def test_behind_the_join_those_who_answered_come_to_the_same(rule):
    """A gateway does not know any more who was asked."""
    behind, expected = feel.compile(rule.format(asked="")), certain(RULES[rule], 3)

    for said in arrivals(3):
        if said and expected(said) is not None:
            in_order = sorted(said, key=lambda one: DEPARTMENTS.index(one[0]))
            answers = [{"department": one, "opinion": opinion} for one, opinion in in_order]
            assert behind.evaluate({"answers": answers}, AT) is expected(said), said


@pytest.mark.parametrize(
    ("said", "result"),
    [
        ("agree_with_conditions", True),
        ("deemed_agree", True),
        ("absent_agree", True),
        ("go_upward", False),
        ("not_ours", False),
        ("perhaps", None),
    ],
)
def test_what_the_system_says_counts_and_what_nobody_can_say_does_not(said, result):
    assert feel.compile("all agree(answers)").evaluate({"answers": [said]}, AT) is result


@pytest.mark.parametrize(
    "text",
    [
        "share agrees(answers, 3, 2)",
        'weight agrees(answers, {fire: "3"}, 1)',
        "weight agrees(answers, {fire: -1}, 1)",
        "no veto(answers, \"fire\")",
        "first decides([{department: 1, opinion: \"agree\"}])",
    ],
)  # fmt: skip
def test_a_vote_that_cannot_be_counted_is_null(text):
    assert feel.compile(text).evaluate({"answers": ["agree"]}, AT) is None


def test_a_vote_may_know_only_how_many_were_asked():
    vote = feel.compile("all agree(answers, asked)")

    assert vote.evaluate({"answers": ["agree"], "asked": 2}, AT) is None
    assert vote.evaluate({"answers": ["agree", "agree"], "asked": 2}, AT) is True


def test_an_advice_counts_every_opinion():
    found = feel.compile("tally(answers)").evaluate({"answers": ["agree", "agree"]}, AT)

    assert found == {opinion.value: 2 if opinion == "agree" else 0 for opinion in Opinion}


def test_a_department_that_was_not_asked_takes_nobodys_place():
    said = [{"department": "tax", "opinion": "agree"}]

    vote = feel.compile("decided(all agree(answers, asked))")

    assert vote.evaluate({"answers": said, "asked": ["fire"]}, AT) is False
