"""The page on which a task goes back: choices, what will happen in words, and the deed."""

import pytest

from app.usecases.tasks import returning
from engine.change import Return
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.desk import Desk
from tests.web.pages.browsing import link, words

THREE_TURNS = ("again", "again", "done")


@pytest.fixture
def mine(examiner, task):
    """A task the examiner holds; three other departments work beside it."""
    examiner.send(f"{task}/claim")
    return task


def send_back(browser, task, **sent):
    wish = {"to": "check_materials", "way": "keep-again", "reason": "章程与申请表不一致"}
    return browser.send(f"{task}/return", wish | sent, follow_redirects=True)


def test_the_page_says_what_is_done_again_withdrawn_and_goes_on(examiner, mine):
    assert "退回前序环节" in words(examiner.get(mine))
    page = words(examiner.get(f"{mine}/return?to=check_materials&way=cancel-again"))

    gone = page.partition("撤销办理 设立登记预审")[2]
    assert "接件审查" in page
    assert "公章刻制备案预审" in gone
    assert "不再计入" in page


def test_diagram_and_words_follow_the_choice(examiner, mine):
    kept = examiner.get(f"{mine}/return?way=keep-again").text
    all_again = examiner.get(f"{mine}/return?way=cancel-again").text

    assert 'data-redone="check_materials"' in kept
    assert 'data-kept="prereview_seal' in kept
    assert 'data-kept=""' in all_again


def test_whoever_is_asked_again_reads_why_and_the_list_says_it(browser_of, examiner, mine):
    assert "已退回，相关人员已收到通知" in words(send_back(examiner, mine))

    clerk = browser_of("zhouwenjing")
    inbox = clerk.get("/inbox?view=claimable")
    assert "退回重办" in words(inbox)
    told = words(clerk.get("/notices"))
    assert "李雪梅将办件退回至“接件审查”" in told
    assert "章程与申请表不一致" in told
    assert "已退回" in words(examiner.get(mine))


def test_the_desk_of_the_window_says_why_a_task_is_to_be_done_again(browser_of, examiner, mine):
    send_back(examiner, mine)
    clerk = browser_of("zhouwenjing")

    page = words(clerk.get(link(clerk.get("/desk"), "/desk/tasks/")))

    assert "李雪梅由“设立登记预审”环节退回" in page
    assert "章程与申请表不一致" in page


def test_without_a_reason_nothing_happens_and_the_choice_stands(examiner, mine):
    refused = send_back(examiner, mine, reason=" ", way="cancel-again")

    assert refused.status_code == 422
    assert "请填写退回理由" in words(refused)
    assert 'value="cancel-again" checked' in refused.text


def test_a_task_that_is_done_is_shown_as_it_stands(examiner, mine):
    send_back(examiner, mine)

    assert send_back(examiner, mine).status_code == 409
    assert examiner.get(f"{mine}/return").status_code == 409


def test_a_colleagues_task_is_not_returned(colleague, mine):
    assert colleague.get(f"{mine}/return").status_code == 403
    assert send_back(colleague, mine).status_code == 403


def test_at_the_first_step_there_is_nothing_to_return_to(browser_of, case):
    clerk, task = browser_of("zhouwenjing"), f"/tasks/{case['tasks'][0]['id']}"
    clerk.send(f"{task}/claim")

    assert "退回前序环节" not in words(clerk.get(task))
    assert "没有可以退回的环节" in words(clerk.get(f"{task}/return"))


def rounds():
    """Draw a check and a count that go round, and a decision."""
    drawn = Drawing("rounds").start().gateway("exclusive", "turn")
    drawn.gateway("exclusive", "more", "on")
    for step in ("check", "count", "decide"):
        drawn.user(step, **drawing.ASKED)
    drawn.end("granted", milestone="decided").flow("start", "turn", "check", "count", "more")
    drawn.flow("more", "turn", when='=count.opinion = "again"').flow("more", "decide", id="on")
    return drawn.flow("decide", "granted")


@pytest.fixture
def going_round(served):
    """A case after three turns of a check and a count, returned to the check."""
    desk = Desk(served.extensions["parts"])
    drawing.publish(desk, rounds(), promised_days=15)
    desk.hand_in({}, item="rounds")
    for said in THREE_TURNS:
        desk.answer("zhouwenjing", "check", {"opinion": said})
        desk.answer("zhouwenjing", "count", {"opinion": said})
    wish = returning.Wish(Return(("check",)), "数量不符")
    desk.do("zhouwenjing", returning.return_task, desk.task("decide").id, wish)
    return desk


def test_it_is_said_that_an_earlier_turn_is_not_taken_back_by_itself(going_round, browser_of):
    clerk, path = browser_of("zhouwenjing"), f"/tasks/{going_round.task('check').id}"

    assert "退回前序环节" in words(clerk.get(path))
    page = words(clerk.get(f"{path}/return"))

    assert "check、count：在此前轮次中办理过" in page
    assert "请选择往返办理之前的环节" in page
