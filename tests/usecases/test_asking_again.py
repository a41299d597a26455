"""The lead asks only those again whose materials changed: features L9; decision 178."""

import pytest

from app.storage.case import cases
from app.usecases.joining.asking_again import Wish, ask_again, foresee, given
from engine.errors import Conflict, Invalid, NotAllowed
from tests.usecases import drawing
from tests.usecases.collecting import hand_in
from tests.usecases.desk import HOTEL
from tests.usecases.racing import at_once, done, refused
from tests.usecases.returning.going import COMMERCE, FIRE, LEAD, of, say
from tests.usecases.test_reconsidering import AGREED, EXAMINED


@pytest.fixture
def asked(desk):
    """Commerce gave its opinion, then the plan was replaced; fire is still asked."""
    drawing.shelve(desk, drawing.two_opinions())
    desk.hand_in({}, item="two_opinions")
    hand_in(desk)
    say(desk, COMMERCE, "opine", "agree", "commerce")
    hand_in(desk)
    return desk


@pytest.fixture
def joined(asked):
    """Fire answered, too: the lead is asked to decide."""
    say(asked, FIRE, "opine", "agree", "fire")
    return asked


def opinion(desk, department="commerce"):
    return desk.task("opine", department, closed=True)


def again(desk, *departments, who=LEAD, reason="平面图已更换"):
    ids = tuple(opinion(desk, one).id for one in departments)
    return desk.do(who, ask_again, desk.number, Wish(ids, reason))


def steps(desk):
    return sorted((one.step, one.department) for one in desk.tasks())


def test_exactly_those_whose_materials_changed_are_proposed(joined):
    with joined.look(LEAD) as work:
        found = given(work, cases.seen(work.session, joined.number, work.actor))

    assert [(one.task.department, bool(one.newer)) for one in found] == [
        ("commerce", True),
        ("fire", False),
    ]


def test_the_decision_waits_for_the_one_asked_again_and_the_other_opinion_stays(joined):
    again(joined, "commerce")

    assert steps(joined) == [("opine", "commerce")]
    assert opinion(joined, "commerce").taken_back_at is not None
    assert opinion(joined, "fire").taken_back_at is None
    say(joined, COMMERCE, "opine", "disagree", "commerce")
    assert [one.step for one in joined.tasks()] == ["decide"]
    assert joined.breaches() == []


def test_while_others_are_asked_they_go_on_untouched(asked):
    before = asked.task("opine", "fire").id

    again(asked, "commerce")

    assert asked.task("opine", "fire").id == before
    assert steps(asked) == [("opine", "commerce"), ("opine", "fire")]
    assert asked.breaches() == []


def test_of_one_of_several_that_was_enough_only_it_is_asked_again(desk):
    drawing.shelve(desk, drawing.two_opinions(until="=numberOfCompletedInstances > 0"))
    desk.hand_in({}, item="two_opinions")
    say(desk, COMMERCE, "opine", "agree", "commerce")
    assert [one.step for one in desk.tasks()] == ["decide"]

    again(desk, "commerce")

    assert steps(desk) == [("opine", "commerce")]
    say(desk, COMMERCE, "opine", "agree", "commerce")
    assert [one.step for one in desk.tasks()] == ["decide"]
    assert desk.breaches() == []


def test_both_signatures_of_a_department_are_asked_for_again_and_others_go_on(desk):
    desk.accepted(HOTEL)
    timers = len(desk.deadlines(kind="timer", state="running"))
    hand_in(desk, "premises_proof")
    desk.answer("pengchao", "examine_pre_approval", EXAMINED, "fire")
    desk.answer("zenghui", "approve_pre_approval", AGREED, "fire")
    others = {one.id for one in desk.tasks()}
    said = desk.task("approve_pre_approval", "fire", closed=True).id

    desk.do("wangjianguo", ask_again, desk.number, Wish((said,), "平面图已更换"))

    assert [one.step for one in desk.tasks(department="fire")] == ["examine_pre_approval"]
    assert others <= {one.id for one in desk.tasks()}
    assert len(desk.deadlines(kind="timer", state="running")) == timers
    assert desk.breaches() == []


def test_limits_of_the_case_go_on_and_the_step_has_one_of_its_own(joined):
    joined.wait_until("2027-06-02T10:00")
    promised = [one.due_at for one in joined.deadlines(kind="promised")]
    decide = joined.task("decide").id

    again(joined, "commerce")

    assert [one.due_at for one in joined.deadlines(kind="promised")] == promised
    task = joined.task("opine", "commerce").id
    running = joined.deadlines(kind="step", state="running")
    assert [one.task_id for one in running] == [task]
    assert joined.deadlines(task_id=decide, state="running") == []


def test_history_and_notices_tell_who_and_why(joined):
    again(joined, "commerce")

    told = of(joined, "opinion.again")
    assert (told["department"], told["reason"]) == ("commerce", "平面图已更换")
    assert told["materials"]
    notices = [one for one in joined.notices() if one.what == "notice.opinion_again"]
    assert [one.group for one in notices] == ["commerce/examiner"]
    assert notices[0].params["reason"] == "平面图已更换"


def test_before_it_is_confirmed_the_lead_sees_what_waits_and_nothing_moves(joined):
    chosen = [opinion(joined).id]
    with joined.look(LEAD) as work:
        will = foresee(work, cases.seen(work.session, joined.number, work.actor), chosen)

    assert will.place == "opine"
    assert [one.step for one in will.withdrawn] == ["decide"]
    assert (will.gone, will.kept, will.redone) == (("decide",), (), ())
    assert [one.step for one in joined.tasks()] == ["decide"]


def test_only_the_lead_asks_and_not_once_it_is_decided(joined):
    with pytest.raises(NotAllowed, match="leads"):
        again(joined, "commerce", who=FIRE)
    say(joined, LEAD, "decide")

    with pytest.raises(Conflict) as refused:
        again(joined, "commerce")

    assert refused.value.code == "opinion.decided"


def test_everything_wrong_is_told_at_once(joined):
    with pytest.raises(Invalid) as refused:
        again(joined, reason=" ")

    assert {one.code for one in refused.value.faults} == {
        "reopening.none",
        "reopening.no_reason",
    }


def test_what_is_asked_for_already_is_not_asked_for_twice(joined):
    wish = Wish((opinion(joined).id,), "平面图已更换")
    joined.do(LEAD, ask_again, joined.number, wish)

    with pytest.raises(Conflict) as refused:
        joined.do(LEAD, ask_again, joined.number, wish)

    assert refused.value.code == "reopening.not_given"


def test_two_of_the_lead_who_ask_at_once_ask_once(joined):
    wish = Wish((opinion(joined).id,), "平面图已更换")

    results = at_once(*(lambda: joined.do(LEAD, ask_again, joined.number, wish),) * 3)

    assert len(done(results)) == 1
    assert set(refused(results)) == {"reopening.not_given"}
    assert steps(joined) == [("opine", "commerce")]
    assert joined.breaches() == []


def test_either_it_is_decided_or_somebody_is_asked_again(joined):
    decide, wish = joined.task("decide").id, Wish((opinion(joined).id,), "平面图已更换")

    results = at_once(
        lambda: joined.do(LEAD, ask_again, joined.number, wish),
        lambda: joined.do(LEAD, drawing.say, decide, "yes"),
    )

    assert len(done(results)) == 1
    assert set(refused(results)) <= {"opinion.decided", "task.closed"}
    assert joined.breaches() == []


def test_whose_turn_comes_later_is_told_as_well_and_nobody_twice(desk):
    drawing.shelve(desk, drawing.two_opinions(in_turn=True))
    desk.hand_in({}, item="two_opinions")
    say(desk, COMMERCE, "opine", "agree", "commerce")
    say(desk, FIRE, "opine", "agree", "fire")

    again(desk, "commerce", "fire")

    fire = opinion(desk, "fire").closed_by_id
    told = [one for one in desk.notices() if one.what == "notice.opinion_again"]
    assert [(one.group, one.person_id) for one in told] == [
        ("commerce/examiner", None),
        (None, fire),
    ]
