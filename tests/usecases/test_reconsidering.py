"""An opinion is bound to the materials it saw: features C7; decision 186."""

import pytest

from app.shapes.desk.desk import desk as desk_of
from app.shapes.joint.boards import board
from app.storage.case import cases
from app.usecases.tasks import confirming
from engine.errors import Conflict, NotAllowed
from tests.usecases import drawing
from tests.usecases.collecting import hand_in
from tests.usecases.desk import HOTEL
from tests.usecases.returning.going import COMMERCE, FIRE, LEAD, of, say

EXAMINED = {"proposal": "agree", "remarks": "材料属实"}
AGREED = {"outcome": "sign", "opinion": "agree"}


@pytest.fixture
def asked(desk):
    """Commerce agreed on a plan that was handed in; fire is still asked."""
    drawing.shelve(desk, drawing.two_opinions())
    desk.hand_in({}, item="two_opinions")
    desk.plan = hand_in(desk)
    say(desk, COMMERCE, "opine", "agree", "commerce")
    return desk


def flagged(desk):
    """The departments whose opinions are marked on the board of the case."""
    with desk.look(LEAD) as work:
        shown = board(work, cases.seen(work.session, desk.number, work.actor))
    found = [(line.row.department, one) for line in shown.lines for one in line.cells.values()]
    return {department for department, one in found if one.outdated}


def given(desk):
    return desk.task("opine", "commerce", closed=True)


def test_exactly_the_opinions_that_saw_the_old_version_are_flagged(asked):
    assert flagged(asked) == set()
    newer = hand_in(asked)

    say(asked, FIRE, "opine", "agree", "fire")

    assert flagged(asked) == {"commerce"}
    with asked.look(LEAD) as work:
        seen = desk_of(work, given(asked).id)
    assert [one.id for one in seen.newer] == [newer]
    assert of(asked, "material.added")["outdates"] == [given(asked).id]


def test_another_file_or_one_that_comes_later_flags_nothing(asked):
    hand_in(asked, name="租赁合同.png")
    assert flagged(asked) == set()

    hand_in(asked, name="租赁合同.png")
    assert flagged(asked) == set()


def test_a_version_of_another_name_is_known_by_what_it_replaces(asked):
    hand_in(asked, name="平面图（修改）.png", replaces=asked.plan)

    assert flagged(asked) == {"commerce"}


def test_the_department_is_told_and_nobody_else(asked):
    hand_in(asked)

    told = [one for one in asked.notices() if one.what == "notice.opinion_outdated"]
    assert [(one.group, one.params["material"]) for one in told] == [
        ("commerce/examiner", "平面图.png")
    ]


def test_a_confirmed_opinion_stands_until_the_next_version(asked):
    hand_in(asked)
    asked.do(COMMERCE, confirming.confirm_opinion, given(asked).id)

    assert flagged(asked) == set()
    assert of(asked, "opinion.confirmed")["task"] == given(asked).id
    hand_in(asked)
    assert flagged(asked) == {"commerce"}
    assert asked.breaches() == []


def test_given_anew_it_counts_no_more_and_the_join_waits(asked):
    hand_in(asked)
    asked.do(COMMERCE, confirming.give_anew, given(asked).id)

    assert {one.department for one in asked.tasks("opine")} == {"commerce", "fire"}
    assert given(asked).taken_back_at is not None
    assert asked.breaches() == []


def test_a_decision_that_is_asked_for_waits_for_what_is_given_anew(asked):
    say(asked, FIRE, "opine", "agree", "fire")
    hand_in(asked)
    assert flagged(asked) == {"commerce", "fire"}

    asked.do(COMMERCE, confirming.give_anew, given(asked).id)
    assert [one.step for one in asked.tasks()] == ["opine"]
    say(asked, COMMERCE, "opine", "disagree", "commerce")

    assert [one.step for one in asked.tasks()] == ["decide"]
    assert flagged(asked) == {"fire"}
    assert asked.breaches() == []


@pytest.mark.parametrize("act", [confirming.confirm_opinion, confirming.give_anew])
def test_only_who_gave_it_and_only_where_something_was_replaced(asked, act):
    with pytest.raises(Conflict, match="replaced since"):
        asked.do(COMMERCE, act, given(asked).id)
    hand_in(asked)

    with pytest.raises(NotAllowed):
        asked.do(FIRE, act, given(asked).id)


def test_after_the_decision_opinions_stay_as_they_were_given(asked):
    say(asked, FIRE, "opine", "agree", "fire")
    hand_in(asked)
    say(asked, LEAD, "decide")

    with pytest.raises(Conflict, match="decided"):
        asked.do(COMMERCE, confirming.confirm_opinion, given(asked).id)


def test_given_anew_both_signatures_of_a_department_are_asked_for_again(desk):
    desk.accepted(HOTEL)
    hand_in(desk, "premises_proof")
    desk.answer("pengchao", "examine_pre_approval", EXAMINED, "fire")
    desk.answer("zenghui", "approve_pre_approval", AGREED, "fire")
    hand_in(desk, "premises_proof")
    old = desk.task("approve_pre_approval", "fire", closed=True).id

    desk.do("zenghui", confirming.give_anew, old)

    assert [one.step for one in desk.tasks(department="fire")] == ["examine_pre_approval"]
    assert all(one.taken_back_at for one in desk.tasks(department="fire", closed=True))
    assert desk.breaches() == []
