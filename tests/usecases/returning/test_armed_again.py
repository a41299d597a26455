"""After a return limits, cards and drawn timers are armed anew, once: feature L8; decision 172."""

import pytest

from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing
from tests.usecases.cards.conftest import Carded
from tests.usecases.drawing import ASKED
from tests.usecases.returning.going import FIRE, WINDOW, back, say

LEAD = "wangjianguo"


@pytest.fixture
def promised(desk):
    """Promised in five working days from 2 March 2026; the window accepted, the lead looks."""
    drawn = Drawing("plain").start().user("check", milestone="accepted", **ASKED)
    drawn.user("look", "market_regulation/examiner", **ASKED)
    drawn.end("granted", milestone="decided").flow("start", "check", "look", "granted")
    drawing.publish(desk, drawn, promised_days=5)
    desk.hand_in({}, item="plain")
    say(desk, WINDOW, "check")
    return Carded(desk)


@pytest.fixture
def timed(desk):
    """Fire is asked; when it has not answered within three working days, it is urged."""
    drawn = Drawing("timed").start().user("check", **ASKED).user("fire", "fire/examiner", **ASKED)
    drawn.border("late", "fire", timer("=workdays(3)"), interrupting=False)
    drawn.user("urge", "fire/approver", **ASKED).end("urged").flow("late", "urge", "urged")
    drawn.end("granted", milestone="decided").flow("start", "check", "fire", "granted")
    drawing.shelve(desk, drawn)
    desk.hand_in({}, item="timed")
    say(desk, WINDOW, "check")
    return desk


@pytest.mark.parametrize("then", ["again", "straight"])
def test_a_drawn_timer_begins_anew_and_passes_once(timed, then):
    (first,) = timed.deadlines(kind="timer", state="running")
    timed.wait_until("2026-03-04T10:00")
    back(timed, FIRE, "fire", "check", siblings="keep", then=then)
    assert timed.deadlines(kind="timer", state="running") == []

    say(timed, WINDOW, "check")

    (again,) = timed.deadlines(kind="timer", state="running")
    assert again.due_at > first.due_at
    timed.wait_until("2026-04-01T10:00")
    timed.pass_all()
    assert len(timed.tasks("urge")) == 1
    assert timed.breaches() == []


@pytest.mark.parametrize("then", ["again", "straight"])
def test_cards_about_the_case_fall_on_their_days_and_once(promised, then):
    promised.at("2026-03-05T10:00")
    back(promised.desk, LEAD, "look", "check", siblings="keep", then=then)
    say(promised.desk, WINDOW, "check")

    promised.at("2026-06-30T09:00")

    assert promised.days("yellow", "red") == [
        ("promised_late", "2026-03-10"),
        ("statutory_late", "2026-03-31"),
    ]
    assert promised.desk.breaches() == []


def test_of_a_step_only_the_limit_that_began_anew_counts(promised):
    promised.at("2026-03-05T10:00")
    returned = back(promised.desk, LEAD, "look", "check")
    say(promised.desk, WINDOW, "check")

    promised.at("2026-06-30T09:00")

    late = [one for one in promised.days() if one[0] == "step_late"]
    assert late == [("step_late", "2026-03-13")]
    (limit,) = promised.desk.deadlines(task_id=returned, kind="step")
    assert limit.state == "cancelled"
