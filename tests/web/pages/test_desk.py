"""The acceptance desk."""

from app.storage.case.cases import by_number
from tests.web.pages.browsing import Browser, link, number_and_code, pdf, words

ENTER = "/desk/accept/enterprise_setup"


def test_the_desk_shows_what_waits_to_be_checked(clerk, party):
    said = words(clerk.get("/desk"))

    assert party.number in said
    assert "接件审查" in said


def test_the_desk_is_for_clerks_of_the_window(served, party):
    assert Browser(served, "wangjianguo").get("/desk").status_code == 403
    assert party.get("/desk").status_code == 403


def test_a_clerk_hands_in_for_an_applicant_and_gets_number_and_code(served, clerk):
    answer = clerk.hand_in(ENTER)

    number, code = number_and_code(clerk.get(answer.location))
    assert len(code) == 14
    with served.extensions["parts"].database.reading() as session:
        assert by_number(session, number).entered_by.startswith("person:")


def test_number_and_code_are_not_shown_again_once_the_clerk_went_on(clerk):
    entered = clerk.hand_in(ENTER).location
    clerk.get("/desk")

    assert clerk.get(entered).location == "/desk"


def test_words_and_files_survive_a_fault_at_the_counter(clerk):
    answer = clerk.hand_in(ENTER, applicant__phone="abc", materials__articles=pdf())

    assert answer.status_code == 422
    assert "章程.pdf" in answer.text
    assert 'name="draft" value="' in answer.text
    assert "章程.pdf" not in clerk.get(ENTER).text


def test_words_that_come_back_to_the_counter_are_shown_and_not_handed_in(clerk):
    shown = clerk.hand_in(ENTER, applicant__phone="abc", deed="show")

    assert shown.status_code == 200
    assert 'value="abc"' in shown.text
    assert 'class="fault"' not in shown.text


def test_a_check_that_comes_back_is_shown_and_decides_nothing(clerk, check_path, decide):
    shown = decide(answers__outcome="accept", notes__articles="缺页", deed="show")

    assert shown.status_code == 200
    assert 'value="缺页"' in shown.text
    assert "提交" in words(clerk.get(check_path))


def test_what_is_complete_is_accepted(party, decide):
    decide(answers__outcome="accept")

    said = words(party.get(f"/status/{party.number}"))
    assert "受理通知书" in said
    assert "2026-03-30" in said


def test_what_goes_to_the_applicant_is_printed_from_the_desk(clerk, party, decide):
    decide(answers__outcome="accept")

    papers = link(clerk.get("/desk"), f"/cases/{party.number}/papers")
    assert "受理通知书" in words(clerk.get(papers))


def test_what_is_missing_cannot_be_accepted(decide):
    answer = decide(answers__outcome="accept", verdicts__articles="missing")

    assert answer.status_code == 422
    assert 'href="#verdicts.articles"' in answer.text


def test_what_is_required_may_not_follow_later(decide):
    answer = decide(answers__outcome="accept", verdicts__articles="later")

    assert answer.status_code == 422


def test_materials_marked_wrong_become_the_points_of_the_notice(clerk, corrected_once):
    page = clerk.get(f"/papers/{corrected_once.number}-03")

    said = words(page)
    assert "公司章程（全体股东签署）" in said
    assert "全体股东签名不全，请补签。" in said
    assert "2026年3月23日（含当日）前补正" in said


def test_a_correction_without_a_point_is_not_asked_for(decide):
    answer = decide(answers__outcome="correct")

    assert answer.status_code == 422
    assert 'href="#answers.points"' in answer.text


def test_what_is_missing_in_a_check_is_told_with_its_name(decide):
    assert "审查意见：此项必填" in words(decide())


def test_a_mark_without_a_note_is_told_and_the_marks_stay(decide):
    answer = decide(answers__outcome="correct", verdicts__articles="wrong")

    assert answer.status_code == 422
    assert 'name="verdicts.articles" value="wrong" checked' in answer.text
    assert 'href="#notes.articles"' in answer.text


def test_a_refusal_names_its_ground_in_the_notice(clerk, party, decide):
    decide(
        answers__outcome="refuse",
        answers__ground="not_our_authority",
        answers__reason="该事项属于省级市场监督管理部门职权范围。",
    )

    page = party.get(link(party.get(f"/status/{party.number}"), f"{party.number}-03"))
    assert "不予受理通知书" in words(page)
    assert "该事项属于省级市场监督管理部门职权范围。" in words(page)


def test_a_refusal_without_ground_is_refused(decide):
    assert decide(answers__outcome="refuse").status_code == 422


def test_what_was_decided_is_not_decided_again(clerk, decide):
    decide(answers__outcome="accept")

    assert decide(answers__outcome="accept").status_code == 409


def test_a_decided_check_says_once_who_decided_what(served, clerk, check_path, decide):
    clerk.get(check_path)
    clerk.send(check_path + "/claim")
    decide(answers__outcome="accept")

    page = words(Browser(served, "linxiaoyu").get(check_path))
    assert "已办 周文静" in page
    assert "审查意见 受理" in page
    assert "任务由周文静办理中" not in page


def test_what_came_too_late_is_shown_with_what_was_said_of_each_material(decide):
    decide(answers__outcome="accept")

    late = words(
        decide(answers__outcome="correct", verdicts__articles="wrong", notes__articles="缺页")
    )
    written = late.partition("您刚才填写的内容")[2]
    assert "公司章程（全体股东签署） 不符合 缺页" in written
    assert "需要补正的内容（一次列全） 未填写" in written


def test_what_stands_on_a_page_stays_when_a_colleague_has_decided(clerk, decide, check_path):
    written = {"answers.outcome": "accept"}
    assert "outcome" in clerk.send(f"{check_path}/visible", written).json["visible"]
    decide(answers__outcome="accept")

    assert clerk.send(f"{check_path}/visible", written).json["visible"] is None


def test_a_colleague_cannot_decide_what_somebody_holds(served, clerk, check_path):
    clerk.get(check_path)
    clerk.send(check_path + "/claim")

    colleague = Browser(served, "linxiaoyu")
    assert "任务由周文静办理中" in words(colleague.get(check_path))
    assert colleague.send(check_path, {"answers.outcome": "accept"}).status_code == 403


def test_the_window_enters_a_correction_for_the_applicant(clerk, corrected_once):
    assert "录入补正" in words(clerk.get("/desk"))
    assert clerk.get(link(clerk.get("/desk"), "/status/")).status_code == 200
