"""A reminder waits with the limit that ends its step, and never comes beside it (T11, rule 12)."""

import pytest

from app import clock
from app.clock import guard, limits
from app.storage.clock import held
from app.usecases.guarding import deciding, outages
from app.usecases.guarding.outages import Outage
from app.usecases.tasks import reviewing
from engine.errors import Conflict
from engine.stories.telling import moment
from tests.usecases import drawing
from tests.usecases.desk import CLOCK
from tests.usecases.test_overtaking import SILENT, reminded

LAST_SEEN, BACK = "2026-03-02T10:00", "2026-03-09T09:00"
"""Over the reminder of 4 March and the end of the step on 5 March, both at midnight."""
ENDS = {"drawn": ({}, "too_late"), "silent": (SILENT, "look")}


@pytest.fixture(params=ENDS)
def outage(request, desk, in_app):
    """A reminder, and what ends its step, passed while nobody let time pass."""
    asked, ending = ENDS[request.param]
    drawing.shelve(desk, reminded(**asked))
    desk.hand_in({}, item="reminded")
    desk.wait_until(BACK)
    desk.do(CLOCK, outages.note, Outage(moment(LAST_SEEN), moment(BACK)))
    with in_app():
        yield desk, next(one for one in desk.deadlines() if one.step == ending and one.moves)


def reminder(desk):
    return desk.deadlines(step="remind")[0]


def test_the_reminder_does_not_come_while_the_limit_that_ends_its_step_waits(outage):
    desk, ending = outage
    clock.tick()
    clock.tick()

    assert (desk.tasks("urge"), "deadline.covered" in desk.told()) == ([], False)
    assert reminder(desk).held_by == ending.held_by is not None
    assert desk.breaches() == []


def test_what_is_confirmed_covers_the_reminder(outage):
    desk, ending = outage
    clock.tick()
    guard.confirm_limit(desk.actor("chengxiao"), desk.number, ending.id, "经核对照常生效")
    clock.tick()

    assert (desk.tasks("urge"), desk.told().count("deadline.covered")) == ([], 1)
    assert [one for one in desk.deadlines(step="remind") if one.state != "cancelled"] == []
    assert open_outages(desk) == []
    assert desk.breaches() == []


def test_all_that_waits_is_confirmed_without_the_reminder(outage):
    desk, _ = outage
    clock.tick()

    assert list(guard.confirm_all(desk.actor("chengxiao"), "照常")) == [(desk.number, None)]
    assert desk.tasks("urge") == []


def test_the_reminder_comes_by_itself_where_its_step_goes_on(outage):
    desk, ending = outage
    clock.tick()
    desk.do("chengxiao", deciding.lift, desk.number, ending.id, "停机期间无人能办")
    clock.tick()

    assert (reminder(desk).held_by, desk.tasks("look") != []) == (None, True)
    desk.wait_until("2026-03-12T00:00")
    clock.tick()
    assert len(desk.tasks("urge")) == 1
    assert open_outages(desk) == []


def test_nobody_decides_about_the_reminder_by_itself(outage):
    desk, _ = outage
    clock.tick()

    with pytest.raises(Conflict, match="ends its step"):
        desk.do("chengxiao", deciding.confirm, desk.number, reminder(desk).id, "照常")


def test_before_a_deed_neither_comes_while_nobody_lets_time_pass(desk, in_app, machine):
    drawing.shelve(desk, reminded())
    desk.hand_in({}, item="reminded")
    desk.wait_until(BACK)
    machine.put_back(8 * 24)
    with in_app():
        limits.pass_due(desk.case().id)

    assert [task.step for task in desk.tasks()] == ["look"]
    desk.do("zhouwenjing", reviewing.complete_task, desk.task("look").id, {"opinion": "yes"})
    assert desk.case().outcome == "granted"


def open_outages(desk):
    with desk.look() as work:
        return [one.id for one in held.open_outages(work.session)]
