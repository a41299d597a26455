"""Doing a task: taken by one, kept while one writes, answered once, nothing typed is lost."""

from tests.usecases.test_reviewing import EXAMINED
from tests.web.pages.browsing import Browser, words
from tests.web.speaking import ACCEPT, HAND_IN

ANSWER = {"answers.finding": "remarks", "answers.remarks": "请补充股东会决议"}


def test_a_task_shows_the_application_the_earlier_answers_and_what_happened(examiner, task):
    page = words(examiner.get(task))

    for said in ("滨江荷塘茶业有限公司", "330108198806152345", "接件审查", "公司章程", "领取任务"):
        assert said in page


def test_who_claims_a_task_gets_its_questions(examiner, task):
    answer = examiner.send(f"{task}/claim", follow_redirects=True)

    assert "提交并办理下一件" in words(answer)
    assert "李雪梅" in words(answer)


def test_a_refused_answer_stands_on_the_page_of_its_task(examiner, task):
    refused = examiner.send(f"{task}/complete")

    assert refused.status_code == 422
    assert f'name="next" value="{task}"' in refused.text


def test_who_was_signed_out_over_a_refused_answer_is_led_to_its_task(served, task):
    stranger = Browser(served)
    stranger.get("/signin")

    answer = stranger.send(
        f"{task}/complete", headers={"Referer": f"http://localhost{task}/complete"}
    )

    assert answer.location == f"/signin?next={task}"


def test_of_two_who_claim_the_second_is_told_who_was_faster(examiner, colleague, task):
    examiner.send(f"{task}/claim")

    late = colleague.send(f"{task}/claim")

    assert late.status_code == 409
    assert "李雪梅" in words(late)


def test_a_task_of_another_department_says_who_is_asked(browser_of, in_review, task):
    coordinator = browser_of("yuanmingde")

    page = words(coordinator.get(task))

    assert "本任务由市场监督管理局" in page
    assert "提交并办理下一件" not in page
    assert coordinator.send(f"{task}/complete", ANSWER).status_code == 403


def test_a_task_of_a_case_one_may_not_know_of_is_not_there(browser_of, task):
    assert browser_of("luojun").get(task).status_code == 404


def test_a_draft_is_kept_and_comes_back(examiner, task):
    examiner.send(f"{task}/claim")

    kept = examiner.send(f"{task}/draft", ANSWER)

    assert kept.json["saved_at"].count(":") == 1
    assert "finding" in kept.json["visible"]
    assert "请补充股东会决议" in words(examiner.get(task))


def test_a_draft_is_not_shown_to_a_colleague(examiner, colleague, task):
    examiner.send(f"{task}/claim")
    examiner.send(f"{task}/draft", ANSWER)

    assert "请补充股东会决议" not in words(colleague.get(task))


def test_all_faults_stand_beside_their_fields_and_what_was_typed_stays(examiner, task):
    examiner.send(f"{task}/claim")

    answer = examiner.send(f"{task}/complete", {"answers.remarks": "请补充股东会决议"})

    assert answer.status_code == 422
    assert "预审结果：此项必填" in words(answer)
    assert "请补充股东会决议" in words(answer)


def test_after_an_answer_the_inbox_says_that_what_is_asked_beside_goes_on(examiner, task):
    examiner.send(f"{task}/claim")

    answer = examiner.send(f"{task}/complete", ANSWER)

    assert answer.headers["Location"] == "/inbox"
    page = words(examiner.get("/inbox"))
    assert "待其他并行环节办完后进入下一步。另有 3 项任务同时办理中。" in page
    assert "组织机构代码预审" not in page


def test_after_an_answer_the_inbox_names_only_what_it_began(browser_of, hotel):
    fire = browser_of("pengchao")
    first = next(one["id"] for one in hotel["tasks"] if one["department"] == "fire")
    fire.send(f"/tasks/{first}/complete", {f"answers.{k}": v for k, v in EXAMINED.items()})

    said = words(fire.get("/inbox"))
    assert "下一步：前置许可核准（消防救援大队 首席代表（核））。另有 5 项" in said


def test_who_asks_for_the_next_task_gets_it(examiner, client_of, task):
    clerk = client_of("zhouwenjing")
    first = clerk.post("/cases", json=HAND_IN).json["tasks"][0]["id"]
    clerk.post(f"/tasks/{first}/complete", json=ACCEPT)
    examiner.send(f"{task}/claim")

    answer = examiner.send(f"{task}/complete", ANSWER | {"then": "next"})

    assert answer.headers["Location"].startswith("/tasks/")
    assert answer.headers["Location"] != task


def test_what_another_has_to_approve_is_not_the_next_task_of_who_examined_it(browser_of, hotel):
    fire = browser_of("pengchao")
    first = next(one["id"] for one in hotel["tasks"] if one["department"] == "fire")
    answers = {f"answers.{key}": value for key, value in EXAMINED.items()}

    answer = fire.send(f"/tasks/{first}/complete", answers | {"then": "next"})

    assert answer.headers["Location"] == "/inbox"
    assert "前置许可核准" in words(fire.get("/inbox"))


def test_who_answers_too_late_reads_what_happened_and_keeps_the_words(examiner, task):
    examiner.send(f"{task}/claim")
    examiner.send(f"{task}/complete", {"answers.finding": "ready"})

    late = examiner.send(f"{task}/complete", ANSWER)

    assert late.status_code == 409
    assert "请补充股东会决议" in words(late)
    assert "您刚才填写的内容" in words(late)


def test_a_task_given_back_can_be_claimed_by_a_colleague(examiner, colleague, task):
    examiner.send(f"{task}/claim")
    examiner.send(f"{task}/release")

    assert colleague.send(f"{task}/claim").status_code == 302


def test_the_lead_takes_a_task_from_who_is_away_with_a_reason(examiner, colleague, task):
    examiner.send(f"{task}/claim")

    assert colleague.send(f"{task}/free", {"reason": " "}).status_code == 422
    assert colleague.send(f"{task}/free", {"reason": "病假"}).status_code == 302
    assert "病假" in words(colleague.get(task))
    assert colleague.send(f"{task}/claim").status_code == 302
