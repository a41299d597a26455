"""Following one's case by number and code, correcting and withdrawing."""

from datetime import date

import pytest

from app import clock
from app.clock.actor import CLOCK
from app.storage.case import applications, materials
from app.storage.case.cases import by_number
from app.unit_of_work import unit_of_work
from app.usecases.office import organising
from engine.rules.holidays import ExceptionalDay
from tests.web.pages.browsing import Browser, application, link, pdf, words


@pytest.mark.parametrize("other", [{"code": "AAAA-BBBB-CCCC"}, {"number": "2026-000099-1"}])
def test_wrong_number_and_wrong_code_get_the_same_answer(served, party, other):
    stranger = Browser(served)
    stranger.get("/status")

    answer = stranger.send("/status", {"number": party.number, "code": party.code} | other)

    assert answer.status_code == 422
    assert "办件编号与查询码不符" in words(answer)


def test_number_and_code_open_the_case_however_the_code_is_written(served, party):
    elsewhere = Browser(served)
    elsewhere.get("/status")

    code = party.code.lower().replace("-", " ")
    answer = elsewhere.send("/status", {"number": f" {party.number} ", "code": code})

    assert answer.location == f"/status/{party.number}"
    assert elsewhere.get(answer.location).status_code == 200


def test_without_the_code_nobody_sees_the_case(visitor, served, party):
    answer = Browser(served).get(f"/status/{party.number}")

    assert answer.location == f"/status?number={party.number}"


def test_the_session_is_bound_to_the_one_case(served, party):
    other = Browser(served)
    other.hand_in()

    assert other.get(f"/status/{party.number}").status_code == 302


def test_the_status_is_masked_names_no_staff_and_is_not_indexed(party, decide):
    decide(answers__outcome="accept")

    answer = party.get(f"/status/{party.number}")

    said = words(answer)
    assert "何**" in said
    assert "综合窗口" in said
    assert "2026-03-02" in said
    for secret in ("何清荷", "周文静", "11010519491231002X", "13805710001"):
        assert secret not in said
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_correction_shows_its_points_and_the_application_as_handed_in(corrected_once):
    page = corrected_once.get(reply_path(corrected_once))

    assert "全体股东签名不全，请补签。" in words(page)
    assert 'value="滨江荷塘茶业有限公司"' in page.text
    assert "2026-03-23" in words(page)


def test_the_material_to_be_corrected_is_marked_until_it_came(corrected_once):
    status = corrected_once.get(f"/status/{corrected_once.number}")

    assert words(status).count("需补正") == 1
    assert words(status).index("公司章程") < words(status).index("需补正")
    corrected_once.send(reply_path(corrected_once), application())
    assert "需补正" not in words(corrected_once.get(f"/status/{corrected_once.number}"))


def test_what_is_still_to_come_is_not_told_as_done(party):
    said = words(party.get(f"/status/{party.number}"))

    assert "受理 未开始" in " ".join(said.split())
    assert "已受理" not in said


def test_a_correction_makes_a_new_version_of_application_and_file(served, corrected_once):
    path = reply_path(corrected_once)
    corrected_once.get(path)
    fields = application(answers__address="滨江区滨盛路88号", materials__articles=pdf("新.pdf"))

    answer = corrected_once.send(path, fields)

    assert answer.location == f"/status/{corrected_once.number}"
    versions, files = kept(served, corrected_once.number)
    assert [one.answers["address"] for one in versions][1:] == ["滨江区滨盛路88号"]
    assert [(one.name, one.version) for one in files] == [("新.pdf", 1)]


def test_an_applicant_to_whom_a_case_is_returned_reads_why(clerk, corrected_once):
    path = reply_path(corrected_once)
    corrected_once.get(path)
    corrected_once.send(path, application(materials__articles=pdf("新.pdf")))
    task = link(clerk.get("/inbox"), "/tasks/").split("?")[0]
    wish = {"to": "correct_materials", "way": "cancel-again", "reason": "补签页仍缺一名股东签名"}
    sent = clerk.send(f"{task}/return", wish, follow_redirects=True)

    assert "已退回，相关人员已收到通知" in words(sent)
    assert "补签页仍缺一名股东签名" in words(corrected_once.get(reply_path(corrected_once)))


def test_a_file_handed_in_again_replaces_the_one_before(served, corrected_once):
    for name in ("一.pdf", "二.pdf"):
        corrected_once.get(f"/status/{corrected_once.number}")
        path = f"/status/{corrected_once.number}/materials"
        corrected_once.send(path, {"materials.articles": pdf(name)})

    _, files = kept(served, corrected_once.number)
    assert [(one.name, one.version, one.replaced) for one in files] == [
        ("一.pdf", 1, True),
        ("二.pdf", 2, False),
    ]


def test_a_correction_whose_words_come_back_is_shown_and_not_sent(corrected_once):
    path = reply_path(corrected_once)
    corrected_once.get(path)

    shown = corrected_once.send(path, application(answers__address="短", deed="show"))

    assert shown.status_code == 200
    assert f'name="next" value="{path}?"' in shown.text
    assert ">短</textarea>" in shown.text
    assert reply_path(corrected_once) == path


def test_faults_of_a_correction_are_told_and_nothing_typed_is_lost(corrected_once):
    path = reply_path(corrected_once)
    corrected_once.get(path)

    answer = corrected_once.send(path, application(answers__staff_count="viele"))

    assert answer.status_code == 422
    assert 'value="viele"' in answer.text


def test_withdrawing_needs_a_reason_and_a_confirmation(party):
    party.get(f"/status/{party.number}")

    answer = party.send(f"/status/{party.number}/withdrawal", {"reason": " "})

    assert answer.status_code == 422
    assert 'href="#reason"' in answer.text
    assert 'href="#sure"' in answer.text


def test_a_withdrawn_case_has_ended(party):
    party.get(f"/status/{party.number}")
    party.send(f"/status/{party.number}/withdrawal", {"reason": "不再办理", "sure": "yes"})

    page = party.get(f"/status/{party.number}")

    assert "办结：已撤回" in words(page)
    assert "/withdrawal" not in page.text


def reply_path(browser):
    """Where the party answers what it is asked."""
    return link(browser.get(f"/status/{browser.number}"), "/tasks/")


def kept(app, number):
    """The versions of the application and the files of a case."""
    with app.extensions["parts"].database.reading() as session:
        case = by_number(session, number)
        return applications.of_case(session, case), materials.of_case(session, case.id)


def test_the_applicant_learns_why_the_case_is_due_on_its_day(decide, party):
    decide(answers__outcome="accept")

    page = party.get(f"/status/{party.number}").text
    for kind in ("promised", "statutory"):
        assert f'href="/status/{party.number}/why/{kind}"' in page
        assert "为什么是这一天" in words(party.get(f"/status/{party.number}/why/{kind}"))


def test_limits_inside_the_office_are_not_explained_to_the_applicant(decide, party, client_of):
    decide(answers__outcome="accept")
    listed = client_of("lixuemei").get(f"/cases/{party.number}/deadlines").json["items"]
    inside = next(one["id"] for one in listed if one["kind"] == "step")

    assert party.get(f"/status/{party.number}/why/{inside}").status_code == 404


def test_the_status_tells_which_dates_have_moved_and_why(party, decide, served):
    decide(answers__outcome="accept")
    rest = [ExceptionalDay(date(2026, 3, 4), "rest", "停电", "滨政办〔2026〕10号")]
    with served.app_context():
        with unit_of_work(CLOCK) as work:
            organising.load_calendar(work, rest)
        clock.follow_changes()

    said = words(party.get(f"/status/{party.number}"))

    assert "工作日历变更（滨政办〔2026〕10号），您的办件截止日相应调整：承诺时限" in said
    assert "2026-03-30 → 2026-03-31；法定时限" in said
