"""What is due soon: mine, my department's, or all I may see; the same on page, in CSV and API."""

import csv
import io

import pytest

from tests.web.pages.browsing import link, words
from tests.web.speaking import HAND_IN

REVIEW = {
    "ground": "expert_review",
    "planned_working_days": 10,
    "reason": "专家评审",
    "approved_by": "weiguodong",
}


@pytest.fixture
def listed(client_of):
    """What the API lists to somebody: ``listed("lixuemei", "scope=department")``."""

    def ask(who, query=""):
        return client_of(who).get(f"/deadlines?{query}").json["items"]

    return ask


def kinds(rows):
    return [(row["kind"], row["name"]) for row in rows]


def test_a_department_sees_what_it_has_to_meet_nearest_end_first(listed, in_review):
    rows = listed("lixuemei", "scope=department")

    assert kinds(rows) == [
        ("step", "设立登记预审"),
        ("promised", None),
        ("statutory", None),
    ]
    assert [row["due_at"] for row in rows] == sorted(row["due_at"] for row in rows)
    assert rows[0]["working_days_left"] == 2


def test_what_i_hold_is_mine(listed, examiner, task):
    before = listed("lixuemei")
    examiner.send(f"{task}/claim")

    assert (before, kinds(listed("lixuemei"))) == ([], [("step", "设立登记预审")])
    assert listed("lixuemei")[0]["assignee"] == "lixuemei"
    assert listed("wangjianguo") == []


@pytest.mark.parametrize(("within", "found"), [(0, 0), (1, 0), (2, 1), (20, 2), (45, 3)])
def test_time_is_told_in_working_days_from_today(listed, in_review, within, found):
    assert len(listed("lixuemei", f"scope=department&due_within={within}")) == found


def test_what_is_late_comes_first_until_it_is_answered_t8(listed, examiner, task, set_clock):
    set_clock("2026-03-06T09:00")
    examiner.get("/due-soon")
    late = listed("lixuemei", "scope=department")[0]
    examiner.send(f"{task}/claim")
    examiner.send(f"{task}/complete", {"answers.finding": "ready"})

    assert (late["kind"], late["light"], late["working_days_left"]) == ("step", "red", -2)
    assert kinds(listed("lixuemei", "scope=department")) == [
        ("promised", None),
        ("statutory", None),
    ]


def test_a_supervisor_sees_every_department_and_asks_for_one(listed, in_review):
    everything = listed("caishoucheng", "scope=seen")
    tax = listed("caishoucheng", "scope=seen&department=tax")

    assert {row["asked"] for row in everything} >= {"tax", "market_regulation"}
    assert {row["asked"] for row in tax} == {"tax"}


def test_the_lead_sees_how_others_stand_and_a_stranger_nothing(listed, in_review):
    assert listed("lixuemei", "scope=seen&department=tax")
    assert listed("luojun", "scope=seen") == []


def test_what_stands_is_told_apart(listed, client_of, browser_of, in_review):
    client_of("yuanmingde").post(f"/cases/{in_review['number']}/pauses", json=REVIEW)
    running = listed("lixuemei", "scope=department")
    standing = listed("lixuemei", "scope=department&paused=true")
    page = browser_of("lixuemei").get("/due-soon?scope=department&due_within=")

    assert running == []
    assert {row["light"] for row in standing} == {"none"}
    assert "时限中止中" in words(page)


def test_a_long_list_goes_on_where_its_page_ended(client_of, listed, examiner):
    clerk = client_of("zhouwenjing")
    for _ in range(3):
        clerk.post("/cases", json=HAND_IN)
    first = clerk.get("/deadlines?scope=department&limit=2").json
    second = clerk.get(f"/deadlines?scope=department&limit=2&after={first['next']}").json

    ids = [row["id"] for row in [*first["items"], *second["items"]]]
    assert (len(ids), len(set(ids)), second["next"]) == (3, 3, None)


def test_a_page_links_to_the_next_one(client_of, browser_of):
    for _ in range(2):
        client_of("zhouwenjing").post("/cases", json=HAND_IN)
    page = browser_of("zhouwenjing").get("/due-soon?scope=department&limit=1")

    assert "after=" in link(page, "after=")


def test_the_list_is_taken_along_as_csv(examiner, in_review):
    table = examiner.get("/due-soon.csv?scope=department&due_within=")

    heading, *rows = csv.reader(io.StringIO(table.data.decode("utf-8-sig")))
    assert heading[:3] == ["时限", "任务", "办件编号"]
    assert [row[0] for row in rows] == ["环节时限", "承诺时限", "法定时限"]


def test_nothing_due_says_so(browser_of):
    assert "没有到期的时限" in words(browser_of("luojun").get("/due-soon?scope=department"))
