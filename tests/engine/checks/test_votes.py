"""Votes that would end too early, or never, are told before they are published."""

import pytest

from engine.checks import check
from tests.engine.checks.examples import OFFICE, changed, told

UNTIL = "=numberOfCompletedInstances = numberOfInstances"
RESULT = 'outputElement="=approve.opinion"'


def until(condition, result="=approve.opinion"):
    """Return the sound process with another end of its vote."""
    files = changed(RESULT, f'outputElement="{result}"')
    text = files["process.bpmn"].decode().replace(UNTIL, condition.replace(">", "&gt;"))
    return {**files, "process.bpmn": text.encode()}


@pytest.mark.parametrize(
    "condition",
    [
        UNTIL,
        "=numberOfCompletedInstances > 1",
        "=decided(all agree(opinions, allAsked))",
        "=decided(at least agree(opinions, 2, allAsked))",
        "=decided(share agrees(opinions, 2, 3, numberOfInstances))",
        '=some o in opinions satisfies o = "disagree"',
        "=count(opinions[item = \"agree\"]) > 8",
        "=any agrees(opinions, allAsked) = true",
    ],
)  # fmt: skip
def test_a_vote_that_can_be_certain_is_let_pass(condition):
    assert told(until(condition)) == []


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        ("engine.vote_without_asked", "=decided(all agree(opinions))"),
        ("engine.vote_never_certain", "=decided(at least agree(opinions, 0.5, allAsked))"),
        ("engine.vote_never_certain", '=count(opinions[item = "agree"]) > numberOfInstances'),
        ("engine.vote_never_certain", '=decided(no veto(opinions, "fire", allAsked))'),
        ("engine.vote_open", "=all agree(opinions, allAsked)"),
    ],
)
def test_a_vote_that_ends_at_the_wrong_time_is_told(rule, condition):
    assert told(until(condition)) == [(rule, "co_review")]


def test_a_veto_knows_its_department_only_from_the_answers():
    result = "={department: department, opinion: approve.opinion}"

    for condition in (
        '=decided(no veto(opinions, "fire", allAsked))',
        "=decided(weight agrees(opinions, {fire: 3}, 3, allAsked))",
        "=decided(first decides(opinions, allAsked))",
    ):
        assert told(until(condition, result)) == []


def test_an_open_vote_names_the_answer_that_leaves_it_open():
    findings = check(until("=majority agrees(opinions, allAsked)"), known=OFFICE)

    assert "if the first answer is agree" in str(findings[0])
