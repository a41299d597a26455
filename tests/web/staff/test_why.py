"""Why is it this day? Every date of a case explains itself: facts T13, Art. 42 and 82."""

import re

import pytest

from app.pages.amounts import counting_said, rule_said
from engine.rules.timers import Rule
from tests.web.pages.browsing import words


@pytest.fixture
def number(in_review):
    return in_review["number"]


def limits_of(client, number):
    return {one["kind"]: one for one in client.get(f"/cases/{number}/deadlines").json["items"]}


def test_the_days_of_a_limit_add_up_to_it_and_end_on_its_day(client_of, number):
    client = client_of("lixuemei")

    for kind, limit in limits_of(client, number).items():
        why = client.get(f"/cases/{number}/deadlines/{limit['id']}/why").json
        assert sum(day["amount"] for day in why["days"]) == why["total"]
        assert (why["due_on"], why["due_at"]) == (limit["due_on"], limit["due_at"]), kind
        assert why["days"][-1]["date"] == limit["due_on"]


def test_a_limit_of_the_case_is_also_known_by_its_kind_and_says_its_law(client_of, number):
    why = client_of("lixuemei").get(f"/cases/{number}/deadlines/statutory/why").json

    assert why["rule"] == {"kind": "working_days", "value": str(why["total"])}
    assert why["basis"] == "Administrative Licensing Law, Art. 42"
    assert "Administrative Licensing Law, Art. 82" in why["articles"]


def test_who_may_not_see_a_case_learns_nothing_of_its_limits(client_of, number):
    client = client_of("lixuemei")

    assert client.get(f"/cases/{number}/deadlines/77/why").status_code == 404
    assert client.get("/cases/77/deadlines/promised/why").status_code == 404


def test_every_date_of_a_case_leads_to_its_explanation(examiner, number):
    page = examiner.get(f"/cases/{number}").text

    links = set(re.findall(rf'href="(/cases/{number}/why/[^"]+)"', page))
    assert {f"/cases/{number}/why/promised", f"/cases/{number}/why/statutory"} < links
    for link in links:
        assert "为什么是这一天" in words(examiner.get(link))


def test_the_page_tells_each_day_and_the_sum_in_chinese(examiner, number):
    page = words(examiner.get(f"/cases/{number}/why/promised"))

    for said in ("规则", "起算当日", "周末", "工作日", "计入合计", "《民法典》第二百零一条"):
        assert said in page


def test_the_inbox_and_the_list_of_cases_lead_there_too(examiner, number, task):
    inbox = examiner.get("/inbox").text + examiner.get("/cases").text

    assert f"/cases/{number}/why/promised" in inbox
    assert f"/cases/{number}/why/{task.rpartition('/')[2]}" in inbox


def test_what_is_over_is_still_explained(client_of, examiner, number, browser_of):
    client_of("zhouwenjing").post(f"/cases/{number}/withdrawal", json={"reason": "不办了"})

    over = limits_of(client_of("lixuemei"), number)
    assert {one["state"] for one in over.values()} == {"cancelled"}
    for limit in over.values():
        assert examiner.get(f"/cases/{number}/why/{limit['id']}").status_code == 200


@pytest.mark.parametrize(
    ("rule", "said", "counted"),
    [
        (Rule("closing", "1"), "当日下班前", "起算当日计为第一日"),
        (Rule("closing", "3"), "第 3 个工作日下班前", "起算当日计为第一日"),
        (Rule("nth_working_day", "3"), "第 3 个工作日开始时", "起算当日不计入"),
        (Rule("half_days", "3"), "3 个工作半日", "起算所在的半日不计入"),
        (Rule("working_hours", "8"), "8 个办公小时", "只计办公时间"),
    ],
)
def test_a_rule_and_how_its_days_are_counted_are_said_in_words_civil_code_201(
    served, rule, said, counted
):
    with served.test_request_context(headers={"Accept-Language": "zh"}):
        assert rule_said(rule) == said
        assert counted in counting_said(rule)
