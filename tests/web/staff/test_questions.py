"""Questions on the screens: asked from a task, listed, answered on the case."""

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
