"""The first of two signatures is taken back until the second is begun: L10; decision 177."""

import pytest

from app.usecases.tasks import claiming, retracting
from engine.errors import Conflict
from tests.usecases.desk import HOTEL
from tests.usecases.returning.going import FIRE
from tests.usecases.test_reconsidering import AGREED, EXAMINED

APPROVER = "zenghui"


@pytest.fixture
def examined(desk):
    """Fire has examined; its approval is asked for."""
    desk.accepted(HOTEL)
    desk.answer(FIRE, "examine_pre_approval", EXAMINED, "fire")
    return desk


def retract(desk):
    task = desk.task("examine_pre_approval", "fire", closed=True)
    desk.do(FIRE, retracting.retract_task, task.id)


def test_it_is_back_with_what_was_written_and_others_go_on(examined):
    others = {one.id for one in examined.tasks() if one.department != "fire"}

    retract(examined)

    (again,) = examined.tasks(department="fire")
    assert (again.step, again.draft["remarks"]) == ("examine_pre_approval", EXAMINED["remarks"])
    assert others <= {one.id for one in examined.tasks()}
    assert examined.breaches() == []


def test_its_drawn_timer_is_armed_exactly_once(examined):
    timers = examined.deadlines(kind="timer", state="running")

    retract(examined)

    again = examined.deadlines(kind="timer", state="running")
    assert len(again) == len(timers) + 1
    assert len({one.task_id or one.id for one in again}) == len(again)


@pytest.mark.parametrize("whole", [False, True])
def test_once_the_second_is_begun_or_given_it_stays(examined, whole):
    if whole:
        examined.answer(APPROVER, "approve_pre_approval", AGREED, "fire")
    else:
        second = examined.task("approve_pre_approval", "fire")
        examined.do(APPROVER, claiming.claim, second.id)

    with pytest.raises(Conflict) as refusal:
        retract(examined)

    assert refusal.value.code == ("undo.over" if whole else "undo.touched")
