"""Questions on the screens: asked from a task, listed, answered on the case."""

import pytest

from tests.usecases.test_reviewing import EXAMINED
from tests.web.pages.browsing import Browser, words

TEXT = "该场所是否已办理消防验收？"


def ask(browser, task, to, text=TEXT, **more):
    browser.send(f"{task}/claim")
    return browser.send(f"{task}/questions", {"to": to, "text": text, **more})


def test_a_question_reaches_the_department_and_comes_back(browser_of, examiner, task, in_review):
    bank = browser_of("luojun")
    assert ask(examiner, task, "department:bank", stop="yes").status_code == 302
    assert "本环节时限暂停" in words(examiner.get(task))
    assert TEXT in words(bank.get("/questions"))

    place = f"/cases/{in_review['number']}/questions/1/answer"
    assert bank.send(place, {"text": "已验收"}).status_code == 302

    assert "已验收" in words(examiner.get(task))
    assert "没有待答复的询问" in words(bank.get("/questions"))
    assert TEXT in words(examiner.get("/questions?view=asked"))


def test_what_was_typed_stays_when_something_is_missing(examiner, task):
    answer = ask(examiner, task, "department:", "请说明")

    assert answer.status_code == 422
    assert "请选择部门" in words(answer)
    assert "请说明" in answer.text


def test_the_board_shows_that_a_step_waits(examiner, task, in_review):
    ask(examiner, task, "applicant")

    assert "1项询问待答复" in words(examiner.get(f"/cases/{in_review['number']}/board"))


def test_the_applicant_answers_on_the_page_of_the_case(served, examiner, task, case):
    ask(examiner, task, "applicant")
    party = Browser(served)
    party.get("/status")
    party.send("/status", {"number": case["number"], "code": case["code"]})
    place = f"/status/{case['number']}"
    assert TEXT in words(party.get(place))

    assert party.send(f"{place}/questions/1", {"text": " "}).status_code == 422
    party.send(f"{place}/questions/1", {"text": "尚未办理"})

    assert "尚未办理" in words(examiner.get(task))


def test_a_department_says_that_a_task_is_not_its_own(browser_of, client_of, hotel):
    fire, lead = browser_of("pengchao"), browser_of("wangjianguo")
    task = next(one for one in hotel["tasks"] if one["department"] == "fire")
    fire.send(f"/tasks/{task['id']}/claim")
    assert "不属本部门职责" in words(fire.get(f"/tasks/{task['id']}"))
    fire.send(f"/tasks/{task['id']}/not-ours", {"text": "不属于消防验收范围"})
    case = f"/cases/{hotel['number']}"
    page = lead.get(case)
    assert "改请其他部门办理" in words(page)
    offered = page.text.split('id="reroute-1-department"')[1].split("</select>")[0]
    assert [code in offered for code in ("ecology", "fire", "health")] == [True, False, False]

    wrong = lead.send(f"{case}/questions/1/reroute", {"department": "", "reason": "涉及排水"})
    assert (wrong.status_code, "涉及排水" in wrong.text) == (422, True)
    lead.send(f"{case}/questions/1/reroute", {"department": "ecology", "reason": "涉及排水"})

    assert "改由生态环境局办理" in words(lead.get(case))


@pytest.fixture
def opinion(client_of, hotel):
    """The page of the opinion fire is asked for, once it was examined there."""
    examiner = client_of("pengchao")
    first = next(one["id"] for one in hotel["tasks"] if one["department"] == "fire")
    examiner.post(f"/tasks/{first}/complete", json={"answers": EXAMINED})
    tasks = examiner.get(f"/cases/{hotel['number']}").json["tasks"]
    return f"/tasks/{next(one['id'] for one in tasks if one['step'] == 'approve_pre_approval')}"


def test_a_department_reports_upward_and_records_the_answer(browser_of, hotel, opinion):
    fire = browser_of("zenghui")
    assert ask(fire, opinion, "higher").status_code == 422
    assert ask(fire, opinion, "higher", body="临江市消防救援支队").status_code == 302
    assert "前转报（含当日）" in words(fire.get(opinion))
    place = f"/cases/{hotel['number']}/questions/1"

    fire.send(f"{place}/forwarded")
    unsaid = fire.send(f"{place}/answer", {"text": "同意按备案处理"})
    assert (unsaid.status_code, "请填写收到上级答复的日期" in words(unsaid)) == (422, True)
    fire.send(f"{place}/answer", {"text": "同意按备案处理", "came_on": "2026-03-02"})

    shown = words(fire.get(f"/cases/{hotel['number']}"))
    assert "报请临江市消防救援支队决定" in shown
    assert "2026-03-02收到" in shown.replace(" ", "")
