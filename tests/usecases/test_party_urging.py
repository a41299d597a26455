"""Applicants urge their case: who is told, how often they may, and who has seen it (L11)."""

import pytest

from app.storage.desk import urges
from app.usecases.cases.urging import urge_case
from app.usecases.tasks import claiming, urging
from engine.errors import Conflict, NotAllowed, NotFound
from tests.usecases.desk import CORRECT

LEAD, CLERK = "wangjianguo", "zhouwenjing"


@pytest.fixture
def handed_in(desk):
    """A new case: the window is asked; it is Monday."""
    desk.hand_in()
    return desk


def urge(desk):
    return desk.do("party", urge_case, desk.number)


def seen(desk):
    task = desk.task("check_materials")
    with desk.look() as work:
        return [one.read_by_id for one in urges.of_task(work.session, task.id)]


def test_everybody_who_is_asked_is_told_once_and_the_urges_are_counted(desk):
    desk.accepted()

    urge(desk)

    assert {task.urges for task in desk.tasks()} == {1}
    told = [one.group for one in desk.notices() if one.what == "notice.party_urged"]
    assert sorted(told) == sorted({task.group for task in desk.tasks()})
    assert desk.told()[-1] == "case.urged"


def test_the_second_urge_of_a_working_day_is_refused_with_the_day_of_the_next(handed_in):
    urge(handed_in)

    with pytest.raises(Conflict) as refused:
        urge(handed_in)

    assert refused.value.code == "case.urged_often"
    assert refused.value.params["day"] == "2026-03-03"
    handed_in.wait_until("2026-03-03T00:00")
    urge(handed_in)
    assert handed_in.task("check_materials").urges == 2


def test_urges_of_the_applicant_leave_the_lead_their_own(handed_in):
    urge(handed_in)

    for _ in range(3):
        handed_in.do(LEAD, urging.urge, handed_in.task("check_materials").id)

    assert handed_in.task("check_materials").urges == 4


def test_where_the_applicant_is_asked_nobody_is_urged(handed_in):
    handed_in.answer(CLERK, "check_materials", CORRECT)

    with pytest.raises(Conflict) as refused:
        urge(handed_in)

    assert refused.value.code == "urge.nobody"


def test_only_the_party_urges_here(handed_in):
    for who, refusal in ((LEAD, NotAllowed), ("luojun", NotFound)):
        with pytest.raises(refusal):
            handed_in.do(who, urge_case, handed_in.number)


def test_whoever_is_asked_sees_the_urge_and_the_first_is_kept(handed_in):
    urge(handed_in)
    task = handed_in.task("check_materials").id
    assert seen(handed_in) == [None]

    for who in (CLERK, "linxiaoyu"):
        handed_in.do(who, urging.read_urges, task)

    assert [f"person:{one}" for one in seen(handed_in)] == [handed_in.actor(CLERK).id]


def test_looking_on_is_not_seeing(handed_in):
    urge(handed_in)
    task = handed_in.task("check_materials").id
    handed_in.do(CLERK, claiming.claim, task)

    for who in (LEAD, "linxiaoyu"):
        with pytest.raises(NotAllowed):
            handed_in.do(who, urging.read_urges, task)

    assert seen(handed_in) == [None]
