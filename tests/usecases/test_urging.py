"""Open tasks are urged: those who have them are told, not too often (features L11)."""

import pytest

from app.usecases.tasks import claiming, urging
from engine.errors import Conflict, NotAllowed, NotFound
from tests.usecases.desk import ACCEPT

LEAD = "wangjianguo"


@pytest.fixture
def asked(desk):
    """The task of the window in a new case."""
    desk.hand_in()
    return desk.task("check_materials").id


def test_an_urge_is_counted_and_told_to_the_group_while_nobody_holds_the_task(desk, asked):
    desk.do(LEAD, urging.urge, asked, "申请人来电")

    assert desk.task("check_materials").urges == 1
    assert desk.history()[-1].details["reason"] == "申请人来电"
    assert [(one.what, one.group) for one in desk.notices()][-1:] == [
        ("notice.task_urged", "window/window_clerk")
    ]


def test_whoever_holds_the_task_is_told_alone(desk, asked):
    desk.do("zhouwenjing", claiming.claim, asked)

    desk.do(LEAD, urging.urge, asked)

    assert f"person:{desk.notices()[-1].person_id}" == desk.actor("zhouwenjing").id


def test_the_fourth_urge_within_an_hour_is_refused(desk, asked):
    for _ in range(3):
        desk.do(LEAD, urging.urge, asked)

    with pytest.raises(Conflict) as refused:
        desk.do(LEAD, urging.urge, asked)

    assert refused.value.code == "task.urged_often"
    desk.wait_until("2026-03-02T10:30")
    assert desk.do(LEAD, urging.urge, asked).urges == 4


def test_who_does_not_lead_does_not_urge_and_strangers_learn_nothing(desk, asked):
    for who, refusal in (("linxiaoyu", NotAllowed), ("xuchangqing", NotFound)):
        with pytest.raises(refusal):
            desk.do(who, urging.urge, asked)


def test_what_is_done_is_not_urged(desk, asked):
    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    with pytest.raises(Conflict):
        desk.do(LEAD, urging.urge, asked)
