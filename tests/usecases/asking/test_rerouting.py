"""A department says that a task is not its own; the lead asks another: C3, C10, decision 181."""

import pytest
from sqlalchemy import select

from app.storage.joint.questions import Question
from app.usecases import joining
from app.usecases.asking import closing, rerouting
from app.usecases.asking.rerouting import Wish
from engine.errors import Conflict, Invalid, NotAllowed
from tests.usecases import drawing
from tests.usecases.asking.conftest import FIRE, LEAD

WHY = "不属于消防验收范围"
HEALTH = Wish("health", "涉及公共场所卫生", 2)


@pytest.fixture
def told(asked):
    """Fire has told the lead that the task is not its own."""
    asked.do(FIRE, rerouting.not_ours, asked.task("opine", "fire").id, WHY)
    return asked


def question(desk):
    return desk.all(select(Question).order_by(Question.id))[-1]


def reroute(desk, wish=HEALTH, who=LEAD):
    return desk.do(who, rerouting.reroute, desk.number, question(desk).id, wish)


def departments(desk):
    return sorted(task.department for task in desk.tasks("opine"))


def step_limit(desk, department):
    (found,) = desk.deadlines(task_id=desk.task("opine", department).id, kind="step")
    return found


def test_the_limit_stands_and_nothing_moves_until_the_lead_has_decided(told):
    assert step_limit(told, "fire").state == "paused"
    assert departments(told) == ["commerce", "fire"]
    assert "question.elsewhere" in told.told()
    assert [one.what for one in told.notices()].count("notice.question_elsewhere") >= 1
    assert told.breaches() == []


def test_another_department_is_asked_instead_with_its_own_limit(told):
    reroute(told)

    assert departments(told) == ["commerce", "health"]
    today = told.do(LEAD, lambda work: work.calendar.add(work.today, 2))
    assert step_limit(told, "health").due_on == today
    assert (question(told).closing, question(told).passed_to) == ("answered", "health")
    assert told.breaches() == []


def test_the_join_waits_for_the_other_one_alone(told):
    reroute(told)
    told.do("songweimin", drawing.say, told.task("opine", "commerce").id, "agree")
    assert [task.step for task in told.tasks()] == ["opine"]

    told.do("dengkai", drawing.say, told.task("opine", "health").id, "agree")

    assert [task.step for task in told.tasks()] == ["decide"]


def test_the_lead_may_say_that_it_is_theirs_after_all(told):
    told.do(LEAD, closing.answer, told.number, question(told).id, "依法属于贵单位职责")

    assert step_limit(told, "fire").state == "running"
    assert departments(told) == ["commerce", "fire"]


def test_history_tells_who_was_asked_instead(told):
    reroute(told)

    named = {one.what: one.details for one in told.history()}
    assert named["question.rerouted"]["department"] == "health"
    assert named["department.added"]["reason"] == named["department.dropped"]["reason"]


def test_only_the_lead_decides_and_only_of_what_it_was_told(told):
    with pytest.raises(NotAllowed):
        reroute(told, who="songweimin")
    with pytest.raises(Conflict):
        told.do(FIRE, rerouting.not_ours, told.task("opine", "fire").id, WHY)


def test_who_takes_part_already_cannot_be_asked_instead_and_nothing_is_lost(told):
    with pytest.raises(Conflict):
        reroute(told, Wish("commerce", "经营范围"))

    assert question(told).open
    assert step_limit(told, "fire").state == "paused"


def test_nobody_can_be_asked_instead_where_no_departments_are_asked_together(desk):
    drawing.publish(desk, drawing.granting())
    desk.hand_in({}, "zhouwenjing", item="granting")

    with pytest.raises(Conflict):
        desk.do("zhouwenjing", rerouting.not_ours, desk.task("accept").id, WHY)


@pytest.mark.parametrize("days", [0, 400])
def test_an_own_limit_ends_within_the_case_art_42(asked, days):
    wish = joining.Wish("opine", "health", "涉及公共场所卫生", days)

    with pytest.raises(Invalid) as refused:
        asked.do(LEAD, joining.add_department, asked.number, wish)

    assert [one.place for one in refused.value.faults] == ["working_days"]


def test_silence_counts_from_the_own_limit_too(desk):
    listed = {"silence": "agree", "silenceBasis": "《超时默认事项清单》"}
    drawing.publish(desk, drawing.two_opinions(**listed))
    desk.hand_in({}, item="two_opinions")
    wish = joining.Wish("opine", "health", "涉及公共场所卫生", 6)
    desk.do(LEAD, joining.add_department, desk.number, wish)

    limits = desk.deadlines(task_id=desk.task("opine", "health").id)

    assert {one.rule_value for one in limits} == {"6"}
    assert desk.breaches() == []
