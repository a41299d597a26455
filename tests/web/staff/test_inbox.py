"""The inbox: three parts with their counts, found by words, page by page."""

from tests.web.pages.browsing import link, words
from tests.web.speaking import HAND_IN

ACCEPTING = {"answers.identity_checked": "true", "answers.outcome": "accept"}
HEADS = "截止日期"


def test_what_a_group_is_asked_stands_in_the_inbox_of_each_until_one_takes_it(
    examiner, colleague, task
):
    before = words(colleague.get("/inbox"))
    examiner.send(f"{task}/claim")

    assert "设立登记预审" in before
    assert "设立登记预审" not in words(colleague.get("/inbox"))
    assert "设立登记预审" in words(examiner.get("/inbox?view=mine"))


def test_what_was_done_is_found_again(examiner, task):
    examiner.send(f"{task}/claim")
    examiner.send(f"{task}/complete", {"answers.finding": "ready"})

    assert "设立登记预审" in words(examiner.get("/inbox?view=done"))


def test_the_inbox_is_searched_by_number_applicant_and_item(examiner, in_review):
    for q in (in_review["number"], "清荷", "企业设立"):
        assert "设立登记预审" in words(examiner.get("/inbox", query_string={"q": q}))
    assert "设立登记预审" not in words(examiner.get("/inbox?q=黄河"))


def test_a_long_inbox_goes_on_where_its_page_ended(client_of, browser_of):
    program, clerk = client_of("zhouwenjing"), browser_of("zhouwenjing")
    numbers = [program.post("/cases", json=HAND_IN).json["number"] for _ in range(3)]

    first = clerk.get("/inbox?limit=2")
    second = clerk.get(link(first, "after="))

    shown = [[number in words(page) for number in numbers] for page in (first, second)]
    assert [sum(column) for column in zip(*shown, strict=True)] == [1, 1, 1]
    assert "回到开头" in words(second) or "after=" not in words(second)


def test_a_place_nobody_handed_out_is_refused(examiner):
    assert examiner.get("/inbox?after=nonsense").status_code == 422


def test_items_and_tasks_are_named_in_the_language_one_chose(examiner, in_review):
    examiner.send("/language", {"language": "en"})

    for path in ("/inbox", "/cases", f"/cases/{in_review['number']}"):
        page = words(examiner.get(path))
        assert "Joint approval of setting up" in page
        assert "企业设立联合审批 " not in page


def test_the_inbox_opens_with_ones_usual_filter_and_leads_out_of_it(examiner, in_review):
    examiner.send(
        "/inbox/filters", {"name": "超期", "usual": "true", "filter.view": "near", "filter.q": "黄"}
    )

    opened = examiner.get("/inbox")

    assert "view=near" in opened.headers["Location"]
    assert "q=%E9%BB%84" in opened.headers["Location"]
    assert "超期" in words(examiner.get("/inbox?view=claimable"))
    assert "设立登记预审" in words(examiner.get("/inbox?view=claimable"))


def test_the_inbox_tells_what_came_of_each_chosen_task(client_of, browser_of):
    clerk = client_of("zhouwenjing")
    clerk.post("/cases", json=HAND_IN)
    (task,) = [row["id"] for row in clerk.get("/tasks").json["items"]]
    sent = {"deed": "claim", "tasks": task, "back": "/inbox?view=claimable&light=green"}

    page = browser_of("zhouwenjing").send("/inbox/chosen", sent)

    assert "共 1 件，成功 1 件。" in words(page)
    assert 'href="/inbox?view=claimable&amp;light=green"' in page.text
    assert clerk.get(f"/tasks/{task}").json["assignee"] == "zhouwenjing"


def test_chosen_rows_are_taken_along_as_a_table(examiner, task, in_review):
    chosen = {"deed": "export", "tasks": task.rpartition("/")[2]}

    table = examiner.send("/inbox/chosen", chosen)

    assert table.headers["Content-Type"].startswith("text/csv")
    assert in_review["number"] in table.text
    assert table.text.count("\r\n") == 2


def test_a_finished_task_is_gone_from_every_list_at_once(client_of, browser_of):
    program, clerk = client_of("zhouwenjing"), browser_of("zhouwenjing")
    numbers = [program.post("/cases", json=HAND_IN).json["number"] for _ in range(3)]
    tasks = {row["case"]: row["id"] for row in program.get("/tasks").json["items"]}

    for number in numbers:
        done = ACCEPTING | {"then": "next"}
        following = clerk.send(f"/tasks/{tasks[number]}/complete", done).headers["Location"]
        shown = [words(clerk.get(f"/inbox?view={view}")) for view in ("claimable", "mine", "done")]

        assert tasks[number] not in following
        assert [number in page.partition(HEADS)[2] for page in shown] == [False, False, True]
