"""The counter asks what the diagram says, and nothing behind a step that is not asked."""

from datetime import UTC, datetime

import pytest

from engine.process import asked_with, at_counter
from tests.engine.drawing import Drawing

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def process():
    """Check, decide, and hand over what was granted."""
    it = Drawing("spot").start().user("check", at_counter="true")
    it.user("decide", at_counter='=check.outcome = "accept"').user("aside")
    it.user("hand_over", at_counter='=decide.outcome = "grant"').end("granted")
    return it.flow("start", "check", "decide", "aside", "hand_over", "granted").process()


def names(steps):
    return [step.id for step in steps]


def test_steps_come_in_the_order_of_the_file(process):
    assert names(at_counter(process)) == ["check", "decide", "hand_over"]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({}, ["check"]),
        ({"check": {"outcome": "accept"}}, ["check", "decide"]),
        (
            {"check": {"outcome": "accept"}, "decide": {"outcome": "grant"}},
            ["check", "decide", "hand_over"],
        ),
        ({"check": {"outcome": "correct"}, "decide": {"outcome": "grant"}}, ["check"]),
    ],
)
def test_what_is_said_of_a_step_not_asked_counts_for_none_behind_it(process, said, asked):
    assert names(asked_with(process, said, AT)) == asked
