"""Answering: who may, what is kept, and what the case does then."""

import pytest

from app.storage.case import applications
from app.usecases.tasks import reviewing
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.office import TEA
from tests.usecases.desk import ACCEPT, CORRECT, HOTEL

AGREE = {"outcome": "sign", "opinion": "agree"}
EXAMINED = {"proposal": "agree", "remarks": "已审查图纸和现场"}


def test_a_task_of_a_case_one_may_not_see_is_not_found(desk):
    desk.hand_in()

    with pytest.raises(NotFound):
        desk.answer("xuchangqing", "check_materials", ACCEPT)


def test_a_task_one_sees_but_is_not_asked_is_not_allowed(desk):
    desk.accepted()

    with pytest.raises(NotAllowed):
        desk.answer("zhaogang", "prereview_tax", {"finding": "ready"})


@pytest.mark.parametrize("who", ["caishoucheng", "weiguodong", "yuanmingde"])
def test_who_sees_everything_does_not_answer_for_others(desk, who):
    desk.hand_in()

    with pytest.raises(NotAllowed):
        desk.answer(who, "check_materials", ACCEPT)


def test_an_answered_task_is_a_conflict_and_its_answer_stays(desk):
    desk.hand_in()
    task = desk.task("check_materials").id
    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    with pytest.raises(Conflict):
        desk.do("linxiaoyu", reviewing.complete_task, task, CORRECT)

    assert desk.task("check_materials", closed=True).answers["outcome"] == "accept"


def test_a_withdrawn_task_is_a_conflict(desk):
    desk.accepted(HOTEL)
    task = desk.task("examine_pre_approval", "fire").id
    desk.wait_until("2026-03-12T09:00")
    desk.pass_due()

    with pytest.raises(Conflict):
        desk.do("pengchao", reviewing.complete_task, task, EXAMINED)


def test_wrong_answers_are_told_all_at_once_and_store_nothing(desk):
    desk.hand_in()
    before = desk.told()

    with pytest.raises(Invalid) as refused:
        desk.answer("zhouwenjing", "check_materials", {"outcome": "perhaps", "state": "granted"})

    places = {fault.place for fault in refused.value.faults}
    assert places == {"answers.identity_checked", "answers.outcome", "answers.state"}
    assert (desk.told(), len(desk.tasks())) == (before, 1)


def test_an_answer_on_an_older_revision_is_a_conflict(desk):
    desk.hand_in()
    task = desk.task("check_materials")

    with pytest.raises(Conflict):
        desk.do("zhouwenjing", reviewing.complete_task, task.id, ACCEPT, task.revision + 1)


def test_who_examined_does_not_approve(desk):
    desk.accepted(HOTEL)
    desk.answer("pengchao", "examine_pre_approval", EXAMINED, "fire")

    with pytest.raises(NotAllowed, match="another person"):
        desk.answer("pengchao", "approve_pre_approval", AGREE, "fire")

    desk.answer("zenghui", "approve_pre_approval", AGREE, "fire")


def test_two_hands_are_asked_for_each_department_apart(desk):
    desk.accepted(HOTEL)
    desk.answer("pengchao", "examine_pre_approval", EXAMINED, "fire")
    desk.answer("dengkai", "examine_pre_approval", EXAMINED, "health")

    with pytest.raises(NotAllowed):
        desk.answer("dengkai", "approve_pre_approval", AGREE, "health")


def test_nobody_signs_in_a_case_they_handed_in(desk):
    desk.hand_in(HOTEL, who="pengchao")
    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    with pytest.raises(NotAllowed, match="case of their own"):
        desk.answer("pengchao", "examine_pre_approval", EXAMINED, "fire")


def test_a_correction_is_a_new_version_of_the_application(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)
    corrected = TEA | {"business_scope": "茶叶销售"}
    desk.answer("party", "correct_materials", corrected)

    with desk.look() as work:
        first, second = applications.of_case(work.session, desk.case())
    assert desk.case().answers == second.answers
    assert second.answers["business_scope"] == corrected["business_scope"]
    assert first.answers["business_scope"] == TEA["business_scope"]
    assert [first.number, second.number, desk.case().application_version] == [1, 2, 2]


def test_the_window_may_answer_for_the_party_and_is_recorded(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)

    desk.answer("linxiaoyu", "correct_materials", TEA)

    assert desk.task("correct_materials", closed=True).closed_by_name == "林晓雨"


def test_the_party_of_another_case_does_not_learn_of_this_one(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)
    task = desk.task("correct_materials").id
    desk.hand_in()

    with pytest.raises(NotFound):
        desk.do("party", reviewing.complete_task, task, TEA)


def test_the_history_has_answers_only_as_digests(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)

    told = str(desk.history())
    assert CORRECT["points"][0]["what"] not in told
    assert TEA["representative_id"] not in told
    assert TEA["company_name"] not in told


def test_an_answer_tells_who_gave_it_and_under_which_name(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    task = desk.task("check_materials", closed=True)
    assert (task.closing, task.closed_by_name) == ("answered", "周文静")
    assert task.closed_by == desk.actor("zhouwenjing").id == f"person:{task.closed_by_id}"


def test_departments_that_were_asked_see_the_case_from_then_on(desk):
    desk.accepted()

    asked = {"window", "market_regulation", "public_security", "quality_supervision", "tax"}
    assert set(desk.case().departments) == asked


def test_the_first_fact_of_a_move_says_what_it_went_through(desk):
    desk.accepted()

    ways = [entry.details.get("passed") for entry in desk.history()]
    assert [way[0] for way in ways if way][1:] == ["check_materials"]
    assert "checked" in ways[desk.told().index("task.answered")]
