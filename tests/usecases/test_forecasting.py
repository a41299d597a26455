"""When a case will be decided: learned once a day from decided cases, told with its band (T16)."""

from datetime import date

import pytest

from app.storage.clock import paces
from app.usecases import forecasting
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.forecasting.learning import FEWEST
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.desk import CLOCK

DAYS = ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09"]
"""The first to the fifth working day after the cases were handed in."""
EACH_DAY = FEWEST // len(DAYS)


def learn(desk):
    with desk.look() as work:
        learned = forecasting.learned(work)
    desk.do(CLOCK, forecasting.keep, learned)


def foretold(desk):
    with desk.look() as work:
        return forecasting.expected(work, desk.case())


def hand_in_and_accept(desk):
    desk.hand_in({}, item="plain")
    desk.answer("zhouwenjing", "accept", {"opinion": "yes"})


@pytest.fixture
def experienced(desk):
    """An office that decided twenty cases, four on each of five days; on 10 March 2026."""
    plain = Drawing("plain").start().user("accept", milestone="accepted", **drawing.ASKED)
    plain.user("look", **drawing.ASKED).end("granted", milestone="decided")
    drawing.publish(desk, plain.flow("start", "accept", "look", "granted"))
    numbers = []
    for _ in range(FEWEST):
        hand_in_and_accept(desk)
        numbers.append(desk.number)
    for place, desk.number in enumerate(numbers):
        desk.wait_until(f"{DAYS[place // EACH_DAY]}T09:00")
        desk.answer("zhouwenjing", "look", {"opinion": "yes"})
    desk.wait_until("2026-03-10T09:00")
    return desk


def test_nothing_is_foretold_before_enough_cases_were_decided(desk):
    desk.accepted()
    learn(desk)

    assert foretold(desk) is None


def test_a_case_is_foretold_with_its_band_and_what_it_rests_on(experienced):
    hand_in_and_accept(experienced)
    learn(experienced)

    told = foretold(experienced)

    assert (told.earliest_on, told.likely_on) == (date(2026, 3, 11), date(2026, 3, 13))
    assert (told.latest_on, told.cases, told.step) == (date(2026, 3, 17), FEWEST, "look")
    assert told.risk == 0  # ten working days were promised


def test_a_decided_case_is_not_foretold(experienced):
    learn(experienced)

    assert foretold(experienced) is None


def test_the_longer_a_case_lasts_the_more_it_risks_its_promise(experienced):
    """The likely day moves on with the days that pass; a passed promise is missed for certain."""
    hand_in_and_accept(experienced)
    learn(experienced)
    experienced.wait_until("2026-03-11T09:00")
    later = foretold(experienced)
    experienced.wait_until("2026-03-25T09:00")

    assert (later.likely_on, later.cases) == (date(2026, 3, 13), FEWEST)
    assert foretold(experienced) is None  # no case ever took so long


def test_while_the_clock_stands_the_case_goes_on_as_planned(experienced):
    hand_in_and_accept(experienced)
    learn(experienced)
    wish = Wish("expert_review", 5, "专家评审")
    experienced.do("wangjianguo", pausing.pause_case, experienced.number, wish)

    told = foretold(experienced)

    assert told.likely_on == date(2026, 3, 20)  # three working days after 17 March
    assert told.risk == 0


def test_what_is_learned_replaces_what_was_known(experienced):
    learn(experienced)
    learn(experienced)

    kept = experienced.all(paces.Pace.__table__.select())
    assert len(kept) == 1
    with experienced.look() as work:
        pace = paces.of_item(work.session, "plain")
        assert (pace.cases, pace.counted_on) == (FEWEST, date(2026, 3, 10))
        assert pace.steps["look"] == sorted([*range(1, 6)] * EACH_DAY)
