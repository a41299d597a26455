"""How long the clock stands on a ground in all (Art. 45; decision 222)."""

from dataclasses import replace

import pytest

from app.storage.clock.pauses import Pause
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.tasks import reviewing
from engine.errors import Invalid
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.desk import Desk
from tests.usecases.drawing import ASKED

LEAD = "wangjianguo"


def wish_of(days):
    return Wish("testing", days, "消防检测")


@pytest.fixture
def capped(parts):
    """An office in which the clock stands six working days in all for testing and correction."""
    grounds = {
        code: replace(one, most_total_days=6) if code in ("testing", "correction") else one
        for code, one in parts.clock.grounds.items()
    }
    return Desk(replace(parts, clock=replace(parts.clock, grounds=grounds)))


@pytest.fixture
def case(capped):
    """A case accepted on Monday 2 March 2026 that stood from the 9th to the 13th for testing."""
    capped.accepted()
    capped.wait_until("2026-03-09T10:00")
    pause = capped.do(LEAD, pausing.pause_case, capped.number, wish_of(5))
    capped.wait_until("2026-03-13T10:00")
    capped.end_pause(LEAD, pause.id)
    return capped


def test_all_pauses_on_a_ground_together_stand_no_longer_than_its_cap(case):
    with pytest.raises(Invalid) as refused:
        case.do(LEAD, pausing.pause_case, case.number, wish_of(3))

    [fault] = refused.value.faults
    assert (fault.code, fault.params) == ("pause.total", {"most": 6, "left": 2})
    assert case.do(LEAD, pausing.pause_case, case.number, wish_of(2)).planned_working_days == 2


def test_another_ground_has_days_of_its_own(case):
    review = Wish("expert_review", 10, "专家评审")

    assert case.do(LEAD, pausing.pause_case, case.number, review).planned_working_days == 10


def test_when_the_days_are_used_up_the_clock_goes_on_by_itself(case):
    before = case.case().statutory_due_on
    case.do(LEAD, pausing.pause_case, case.number, wish_of(1))
    case.wait_until("2026-03-17T00:00")
    assert (case.pass_due()[-1], case.case().paused) == ("pause", True)
    case.wait_until("2026-03-30T09:00")
    case.pass_due()

    second = case.all(case._of_case(Pause).order_by(Pause.id))[-1]
    assert (str(second.to_on), case.case().paused) == ("2026-03-17", False)
    assert case.do(LEAD, lambda work: work.calendar.between(before, statutory(case))) == 2
    assert {"pause.overrun", "pause.used_up"} <= set(case.told())
    assert case.breaches() == []


def statutory(case):
    return case.case().statutory_due_on


STOPS = {"clock": "pause", "ground": "correction"}


@pytest.fixture
def stopped(capped):
    """A case with a step that stops the clock for a correction, and another one beside it."""
    drawn = Drawing("beside").start().user("check", milestone="accepted", **ASKED)
    drawn.gateway("parallel", "both").user("mend", **ASKED, **STOPS).user("visit", **ASKED)
    drawn.gateway("parallel", "join").end("granted", milestone="decided")
    drawn.flow("start", "check", "both", "mend", "join", "granted").flow("both", "visit", "join")
    drawing.shelve(capped, drawn)
    capped.hand_in({}, item="beside")
    return answer(capped, "check")


def answer(desk, step):
    desk.do("zhouwenjing", reviewing.complete_task, desk.task(step).id, {"opinion": "yes"})
    return desk


def test_a_step_whose_pause_is_over_does_not_stop_the_clock_again(stopped):
    [pause] = stopped.all(stopped._of_case(Pause))
    stopped.wait_until("2026-03-20T09:00")
    stopped.pass_due()
    assert (str(pause.planned_to_on), stopped.case().paused) == ("2026-03-09", False)

    answer(stopped, "visit")

    assert (len(stopped.all(stopped._of_case(Pause))), stopped.case().paused) == (1, False)
    assert stopped.breaches() == []
