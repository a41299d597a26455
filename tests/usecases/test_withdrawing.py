"""Taking an application back: until it is decided, by the party or the window for it."""

import pytest

from app.usecases.cases import withdrawing
from app.usecases.tasks import claiming, reviewing
from engine.errors import Conflict, NotAllowed, NotFound
from engine.people import Actor
from tests.usecases.desk import HOTEL


def test_a_withdrawn_case_asks_nothing_and_waits_for_nothing(desk):
    desk.accepted(HOTEL)

    desk.do("party", withdrawing.withdraw, desk.number, "改变主意")

    assert (desk.case().state, desk.case().outcome) == ("withdrawn", "withdrawn")
    assert desk.tasks() == []
    assert desk.deadlines(state="running") == []
    assert desk.breaches() == []


def test_who_held_a_task_is_told(desk):
    desk.accepted()
    task = desk.do("xuchangqing", claiming.claim, desk.task("prereview_tax").id)

    desk.do("party", withdrawing.withdraw, desk.number, "")

    told = [n.person_id for n in desk.notices() if n.what == "notice.task_withdrawn"]
    assert told == [task.assignee_id]


def test_the_window_may_withdraw_for_the_party(desk):
    desk.hand_in()

    case = desk.do("linxiaoyu", withdrawing.withdraw, desk.number, "申请人来电")

    assert case.outcome == "withdrawn"


def test_departments_do_not_withdraw(desk):
    desk.accepted()

    with pytest.raises(NotAllowed):
        desk.do("wangjianguo", withdrawing.withdraw, desk.number, "")


@pytest.mark.parametrize("number", ["2026-000999-9", "", "' OR 1=1"])
def test_a_case_one_may_not_know_of_is_not_found(desk, number):
    desk.hand_in()
    other = Actor("applicant", "别人", case=number)

    for asked_for in (desk.number, number):
        with pytest.raises(NotFound):
            desk.do(other, withdrawing.withdraw, asked_for, "")


def test_nobody_withdraws_twice(desk):
    desk.hand_in()
    desk.do("party", withdrawing.withdraw, desk.number, "")

    with pytest.raises(Conflict):
        desk.do("party", withdrawing.withdraw, desk.number, "")


def test_a_task_of_a_withdrawn_case_is_a_conflict(desk):
    desk.accepted()
    task = desk.task("prereview_tax").id
    desk.do("party", withdrawing.withdraw, desk.number, "")

    with pytest.raises(Conflict):
        desk.do("xuchangqing", reviewing.complete_task, task, {"finding": "ready"})


def test_the_reason_stands_in_the_history_only_as_a_digest(desk):
    desk.hand_in()
    desk.do("party", withdrawing.withdraw, desk.number, "家中有人生病")

    assert "生病" not in str(desk.history())
