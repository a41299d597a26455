"""Handing a task on from its page: offered to those who may, dialogs keep what was typed."""

from tests.web.pages.browsing import words

ANSWER = {"answers.finding": "remarks", "answers.remarks": "请补充股东会决议"}


def test_the_holder_passes_a_task_on_and_is_told(examiner, colleague, task):
    examiner.send(f"{task}/claim")
    assert "转办此任务？" in words(examiner.get(task))

    answer = examiner.send(f"{task}/transfer", {"to": "wangjianguo", "reason": "外出"})

    assert answer.status_code == 302
    assert "提交并办理下一件" in words(colleague.get(task))
    assert "李雪梅将任务转办给您" in words(colleague.get("/notices"))


def test_a_dialog_that_was_not_taken_keeps_what_was_typed(examiner, task):
    examiner.send(f"{task}/claim")

    answer = examiner.send(f"{task}/transfer", {"to": "", "reason": "外出核查"})

    assert answer.status_code == 422
    assert "没有可以接办此任务的这位人员" in words(answer)
    assert "外出核查" in answer.text


def test_a_prepared_answer_is_shown_to_who_confirms_it(examiner, colleague, task):
    examiner.send(f"{task}/claim")
    examiner.send(f"{task}/delegate", {"to": "wangjianguo", "reason": "请代拟"})
    assert "交回确认" in words(colleague.get(task))

    colleague.send(f"{task}/resolve", ANSWER)

    page = words(examiner.get(task))
    assert "此意见由王建国代拟" in page
    assert "请补充股东会决议" in page


def test_who_delegated_takes_the_task_back(examiner, task):
    examiner.send(f"{task}/claim")
    examiner.send(f"{task}/delegate", {"to": "wangjianguo", "reason": "请代拟"})
    assert "收回委派" in words(examiner.get(task))

    assert examiner.send(f"{task}/recall").status_code == 302
    assert "提交并办理下一件" in words(examiner.get(task))


def test_the_head_assigns_and_colleagues_do_not(browser_of, colleague, task):
    head = browser_of("zhangzhiyuan")
    assert "由谁办理此任务？" in words(head.get(task))

    assert head.send(f"{task}/assign", {"to": "lixuemei"}).status_code == 302
    assert "由谁办理此任务？" not in words(colleague.get(task))
    assert colleague.send(f"{task}/assign", {"to": "wangjianguo"}).status_code == 403


def test_an_urge_shows_in_the_inbox_of_those_asked(browser_of, examiner, task):
    head = browser_of("zhangzhiyuan")
    assert "催办此任务？" in words(head.get(task))

    assert head.send(f"{task}/urge", {"reason": "申请人来电"}).status_code == 302
    assert "已催办 1 次" in words(examiner.get("/inbox"))
    assert "张志远催办" in words(examiner.get("/notices"))
