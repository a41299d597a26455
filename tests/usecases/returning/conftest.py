"""Fixtures: cases on their way, with somebody who may send them back."""

import pytest

from tests.usecases import drawing
from tests.usecases.returning.going import COMMERCE, FIRE, WINDOW, crossed, say


@pytest.fixture
def decided(desk):
    """Commerce agreed, fire did not; the lead is asked to decide."""
    drawing.shelve(desk, drawing.two_opinions())
    desk.hand_in({}, item="two_opinions")
    for who, department, opinion in (
        (COMMERCE, "commerce", "agree"),
        (FIRE, "fire", "disagree"),
    ):
        say(desk, who, "opine", opinion, department)
    return desk


@pytest.fixture
def branched(desk):
    """The case is in four branches: fire, experts who stop the clock, a job and a message."""
    drawing.shelve(desk, crossed())
    desk.hand_in({}, item="crossed")
    say(desk, WINDOW, "check")
    return desk
