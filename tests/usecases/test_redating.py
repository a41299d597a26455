"""Whoever was told a date is told once when it moves, from when to when, and why (D-26)."""

import pytest

from app import clock
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish as Standing
from app.usecases.limits import changing
from app.usecases.limits.changing import Wish
from app.usecases.tasks import claiming
from tests.usecases import drawing
from tests.usecases.calendars.telling import applied, rest
from tests.usecases.desk import CORRECT
from tests.usecases.test_periods import REPLY, answer

KINDS = ("notice.dates_moved", "notice.tasks_moved")


@pytest.fixture
def running(desk):
    """A case accepted on Monday 2 March 2026 with a promise of ten working days."""
    drawing.shelve(desk, drawing.granting(days="2"))
    desk.hand_in({}, item="granting")
    return answer(desk, "accept")


def moved(desk):
    return [one for one in desk.notices() if one.what in KINDS]


def test_a_changed_calendar_is_told_to_the_applicant_and_the_group_once_each(running, in_app):
    applied(running, rest("2026-03-03"))
    with in_app():
        clock.follow_changes()
        clock.follow_changes()

    party, group = sorted(moved(running), key=lambda one: one.what)
    assert (party.group, party.params["why"]) == ("applicant", "calendar")
    assert ["promised", "2026-03-16", "2026-03-17"] in party.params["moves"]
    assert ["statutory", "2026-03-30", "2026-03-31"] in party.params["moves"]
    assert (group.group, group.params["moves"]) == (
        "window/window_clerk",
        [["decide", "2026-03-04", "2026-03-05"]],
    )
    assert party.params["source"]


def test_who_has_claimed_the_task_is_told_as_one(running, in_app):
    running.do("zhouwenjing", claiming.claim, running.task("decide").id)
    applied(running, rest("2026-03-03"))
    with in_app():
        clock.follow_changes()

    (notice,) = [one for one in moved(running) if one.what == "notice.tasks_moved"]
    assert (notice.person_id, notice.group) == (running.task("decide").assignee_id, None)


def test_other_limits_of_the_item_are_told_with_their_reason(running, in_app):
    wish = Wish(5, 20, running="move", reason="提速承诺")
    running.do("chengxiao", changing.change_limits, "granting", wish)
    with in_app():
        clock.follow_changes()

    (notice,) = moved(running)
    assert (notice.params["why"], notice.params["source"]) == ("limit", "提速承诺")
    assert notice.params["moves"] == [["promised", "2026-03-16", "2026-03-09"]]


def test_who_pauses_before_the_turn_of_the_case_tells_what_the_calendar_did(running, in_app):
    applied(running, rest("2026-03-03"))
    wish = Standing("expert_review", 3, "须专家评审")
    running.do("wangjianguo", pausing.pause_case, running.number, wish)
    with in_app():
        clock.follow_changes()

    (notice,) = [one for one in moved(running) if one.what == "notice.dates_moved"]
    assert ["promised", "2026-03-16", "2026-03-17"] in notice.params["moves"]


def test_a_change_that_moves_no_day_tells_nobody(running, in_app):
    applied(running, rest("2026-05-11"))
    with in_app():
        clock.follow_changes()

    assert moved(running) == []


def test_the_applicant_is_told_when_the_days_to_correct_move(desk, in_app):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)
    applied(desk, rest("2026-03-03"))
    with in_app():
        clock.follow_changes()

    (notice,) = [one for one in moved(desk) if one.what == "notice.dates_moved"]
    assert notice.params["moves"] == [["补正材料", "2026-03-23", "2026-03-24"]]


def test_who_is_asked_beside_a_drawn_timer_is_told_its_new_date(desk, in_app):
    desk.hand_in()
    applied(desk, rest("2026-03-03"))
    with in_app():
        clock.follow_changes()

    (notice,) = [one for one in moved(desk) if one.what == "notice.tasks_moved"]
    assert ["接件审查", "2026-03-09", "2026-03-10"] in notice.params["moves"]


def test_a_further_limit_is_told_to_who_leads_the_case(desk, in_app):
    drawing.shelve(desk, drawing.granting(), periods=[REPLY])
    desk.hand_in({}, item="granting")
    applied(answer(desk, "accept"), rest("2026-03-03"))
    with in_app():
        clock.follow_changes()

    (notice,) = [one for one in moved(desk) if one.group == "market_regulation/approver"]
    assert notice.params["moves"] == [["答复", "2026-03-05", "2026-03-06"]]


def test_a_pause_tells_the_applicant_and_whoever_is_asked_the_new_days(running):
    wish = Standing("expert_review", 3, "须专家评审")
    running.do("wangjianguo", pausing.pause_case, running.number, wish)

    (paused,) = [one for one in running.notices() if one.what == "notice.paused"]
    (asked,) = moved(running)
    assert ["promised", "2026-03-16", "2026-03-19"] in paused.params["moves"]
    assert (asked.what, asked.params["why"]) == ("notice.tasks_moved", "pause")
    assert asked.params["moves"] == [["decide", "2026-03-04", "2026-03-09"]]
