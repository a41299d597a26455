"""Applying without an account."""

import re

from app.files import TAKEN
from tests.web.pages.browsing import Browser, application, number_and_code, pdf, words

APPLY = "/items/enterprise_setup/apply"


def test_an_item_shows_its_publications_materials_and_limits(visitor):
    said = words(visitor.get("/items/enterprise_setup"))

    for told in ("公司章程（全体股东签署）", "承诺办结", "20", "45", "数量限制", "12345"):
        assert told in said


def test_an_item_shows_all_eight_publications(visitor):
    shown = visitor.get("/items/enterprise_setup").text

    eight = ("服务内容", "设定依据", "条件", "申请材料", "办理程序", "办理时限", "收费", "办理结果")
    for told in eight:
        assert f'<h2 class="mb-2">{told}</h2>' in shown


def test_items_are_found_by_their_words(visitor):
    assert "企业设立联合审批" in words(visitor.get("/items?q=设立"))
    assert "/items/enterprise_setup" not in visitor.get("/items?q=护照").text


def test_an_unpublished_item_is_not_there(visitor):
    assert visitor.get("/items/enterprise_change").status_code == 404
    assert visitor.get("/items/enterprise_change/apply").status_code == 404


def test_handing_in_tells_number_and_code_and_opens_the_case(visitor):
    answer = visitor.hand_in()

    assert answer.status_code == 302
    number, code = number_and_code(visitor.get(answer.location))
    assert len(code) == 14
    assert number in words(visitor.get(f"/status/{number}"))


def test_number_and_code_are_not_shown_again_once_one_went_on(party):
    party.get(f"/status/{party.number}")

    assert party.get("/submitted").status_code == 302


def test_all_faults_are_told_beside_their_fields_and_nothing_typed_is_lost(visitor):
    answer = visitor.hand_in(
        applicant__id_number="123", answers__staff_count="many", answers__address="短"
    )

    assert answer.status_code == 422
    for place in ("applicant.id_number", "answers.staff_count", "answers.address"):
        assert f'href="#{place}"' in answer.text
        assert f'id="{place}-fault"' in answer.text
    assert 'value="many"' in answer.text
    assert "滨江荷塘茶业有限公司" in answer.text


def test_a_file_of_a_wrong_type_is_told_with_the_other_faults_and_good_ones_stay(visitor):
    answer = visitor.hand_in(
        applicant__name="", materials__articles=pdf("a.exe"), materials__name_approval=pdf()
    )

    assert answer.status_code == 422
    assert 'href="#applicant.name"' in answer.text
    assert 'href="#materials.articles"' in answer.text
    assert "章程.pdf" in answer.text
    assert "公司章程（全体股东签署）：a.exe：" in words(answer)


def test_a_fault_of_the_applicant_names_its_field(visitor):
    answer = visitor.hand_in(applicant__phone="abc")

    assert "申请人 · 联系电话：不是有效的电话号码。" in words(answer)


def test_every_type_that_is_taken_may_be_chosen(visitor):
    page = visitor.get("/items/enterprise_setup/apply").text

    offered = re.search(r'id="materials.articles"[^>]*accept="([^"]+)"', page)[1]
    assert offered.split(",") == [f".{ending}" for ending in TAKEN]
    assert "WPS" in page


def test_files_of_the_draft_become_materials_of_the_case(visitor):
    visitor.hand_in(materials__articles=pdf())
    number, _ = number_and_code(visitor.get("/submitted"))

    assert "章程.pdf" in visitor.get(f"/status/{number}").text


def test_missing_materials_are_warned_of_and_not_refused(party):
    said = words(party.get("/submitted"))

    assert "以下材料尚未提交" in said
    assert "公司章程（全体股东签署）" in said


def test_handing_in_twice_is_one_case_with_the_same_code(served, visitor):
    twin = Browser(served)
    twin.get(resume_link(visitor))
    twin.get(APPLY)
    visitor.send(APPLY, application())
    twin.send(APPLY, application())

    assert number_and_code(twin.get("/submitted")) == number_and_code(visitor.get("/submitted"))


def test_a_draft_is_kept_and_resumed_with_its_link_only(served, visitor):
    there, elsewhere = Browser(served), Browser(served)
    there.get(resume_link(visitor, answers__address="滨江区滨盛路88号"))

    assert "滨江区滨盛路88号" in there.get(APPLY).text
    assert "滨江区滨盛路88号" not in elsewhere.get(APPLY).text


def test_a_draft_saved_on_the_way_says_which_questions_are_asked(visitor):
    visitor.get(APPLY)

    told = visitor.send("/items/enterprise_setup/draft", {"answers.delivery": "post"}).json

    assert "post_address" in told["visible"]
    assert told["saved_at"] == "09:00"


def test_a_draft_thrown_away_is_gone(visitor):
    resume_link(visitor, answers__address="滨江区滨盛路88号")
    visitor.send(APPLY, {"deed": "discard"})

    assert "滨江区滨盛路88号" not in visitor.get(APPLY).text


def test_nothing_is_taken_without_a_csrf_token(visitor):
    assert visitor.post(APPLY, data=application()).status_code == 400


def test_markup_in_what_is_written_is_shown_as_text(visitor):
    mark = "<script>alert(1)</script>"
    visitor.hand_in(applicant__name=f"茶{mark}", answers__business_scope=f"茶叶{mark}")
    number, _ = number_and_code(answer := visitor.get("/submitted"))

    assert mark not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert mark not in visitor.get(f"/status/{number}").text
    assert mark not in visitor.get(f"/papers/{number}-01").text


def resume_link(browser, **fields):
    """Keep a draft and return the link to go on with it."""
    browser.get(APPLY)
    browser.send(APPLY, application(deed="keep", **fields))
    text = browser.get(APPLY).text
    return APPLY + "?draft=" + text.partition("draft=")[2].partition("<")[0].partition('"')[0]
