"""The lead says who takes part in a running co-approval: features C1 and C10; decision 156."""

import pytest

from app.usecases.joining import Wish, add_department, drop_department, joint_steps
from app.usecases.moving import pick_up
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from engine.people import Actor
from tests.usecases import drawing

LEAD = "wangjianguo"


@pytest.fixture
def asked(desk):
    """Commerce and fire are asked for their opinions."""
    drawing.publish(desk, drawing.two_opinions())
    desk.hand_in({}, item="two_opinions")
    return desk


def wish(department, reason="选址临近河道", step="opine"):
    return Wish(step, department, reason)


def groups(desk, what):
    return [one.group for one in desk.notices() if one.what == what]


def opine(desk, department):
    desk.do(Actor("x", "审查人", pairs={(department, "examiner")}), drawing.say,
            desk.task("opine", department).id, "agree")  # fmt: skip


def test_a_department_that_is_added_is_asked_and_waited_for(asked):
    asked.do(LEAD, add_department, asked.number, wish("ecology"))

    opine(asked, "commerce")
    opine(asked, "fire")
    assert [task.department for task in asked.tasks()] == ["ecology"]
    opine(asked, "ecology")
    assert [task.step for task in asked.tasks()] == ["decide"]
    assert "ecology" in asked.case().departments
    assert asked.breaches() == []


def test_its_own_limit_counts_from_when_it_was_added(asked):
    asked.wait_until("2027-06-02T10:00")
    asked.do(LEAD, add_department, asked.number, wish("ecology"))

    (limit,) = asked.deadlines(task_id=asked.task("opine", "ecology").id)
    first, *_ = asked.deadlines(task_id=asked.task("opine", "fire").id)

    assert limit.kind == "step"
    assert limit.due_at > first.due_at


def test_the_join_goes_on_without_a_department_that_is_dropped(asked):
    opine(asked, "commerce")
    fire = asked.task("opine", "fire").id

    asked.do(LEAD, drop_department, asked.number, wish("fire", "不涉及消防安全"))

    assert [task.step for task in asked.tasks()] == ["decide"]
    assert asked.deadlines(task_id=fire, state="running") == []
    assert asked.breaches() == []


def test_history_and_notices_tell_who_and_why(asked):
    asked.do(LEAD, add_department, asked.number, wish("ecology"))
    asked.do(LEAD, drop_department, asked.number, wish("fire", "不涉及消防安全"))

    told = {one.what: one.details for one in asked.history()}
    assert told["department.added"]["reason"] == "选址临近河道"
    assert told["department.dropped"]["department"] == "fire"
    assert groups(asked, "notice.department_added") == ["ecology/examiner"]
    assert groups(asked, "notice.department_dropped") == ["fire/examiner"]


def test_who_is_dropped_may_be_asked_again(asked):
    asked.do(LEAD, drop_department, asked.number, wish("fire"))
    asked.do(LEAD, add_department, asked.number, wish("fire", "补充方案涉及消防"))

    assert asked.task("opine", "fire").closed_at is None
    assert asked.breaches() == []


@pytest.mark.parametrize("who", ["zenghui", "zhouwenjing"])
def test_only_the_department_that_leads_says_who_takes_part(asked, who):
    for deed in (add_department, drop_department):
        with pytest.raises((NotAllowed, NotFound)):
            asked.do(who, deed, asked.number, wish("fire"))


@pytest.mark.parametrize(
    ("deed", "department", "code"),
    [
        (add_department, "fire", "joining.member"),
        (drop_department, "ecology", "joining.no_member"),
        (drop_department, "commerce", "joining.answered"),
    ],
)
def test_nobody_is_asked_twice_and_an_opinion_stays(asked, deed, department, code):
    opine(asked, "commerce")

    with pytest.raises(Conflict) as refused:
        asked.do(LEAD, deed, asked.number, wish(department))

    assert refused.value.code == code


def test_somebody_is_always_asked(asked):
    asked.do(LEAD, drop_department, asked.number, wish("fire"))

    with pytest.raises(Conflict, match="only department"):
        asked.do(LEAD, drop_department, asked.number, wish("commerce"))


def test_everything_wrong_is_told_at_once(asked):
    with pytest.raises(Invalid) as refused:
        asked.do(LEAD, add_department, asked.number, wish("nowhere", " "))

    assert {fault.code for fault in refused.value.faults} == {
        "department.unknown",
        "joining.no_reason",
    }


def test_a_department_in_which_nobody_works_is_not_asked(asked):
    with pytest.raises(Invalid) as refused:
        asked.do(LEAD, add_department, asked.number, wish("d07"))

    assert [fault.code for fault in refused.value.faults] == ["department.empty"]
    assert len(asked.tasks()) == 2


def test_where_nobody_is_asked_nothing_changes(asked):
    with pytest.raises(Conflict) as refused:
        asked.do(LEAD, add_department, asked.number, wish("ecology", step="decide"))

    assert refused.value.code == "joining.not_open"


def test_the_lead_sees_who_takes_part(asked):
    opine(asked, "commerce")

    with asked.work(LEAD) as work:
        (joint,) = joint_steps(work, pick_up(work, asked.number).run())

    assert (joint.asked, joint.waiting, joint.answered) == (("fire",), (), ("commerce",))
