"""The load of departments on screen and for programs, and the tasks behind each number."""

import re

import pytest

from tests.web.pages.browsing import words
from tests.web.speaking import HAND_IN


def test_a_number_leads_to_the_tasks_behind_it(browser_of, in_review):
    supervisor = browser_of("caishoucheng")
    page = supervisor.get("/load")
    tasks = supervisor.get("/load/tasks?department=tax&person=&part=open")

    assert "税务局" in words(page)
    assert "/load/tasks?department=tax&amp;person=&amp;part=open" in page.text
    assert in_review["number"] in tasks.text
    assert "没有任务" in words(supervisor.get("/load/tasks?department=tax&part=overdue"))


def test_programs_read_the_same(client_of, in_review):
    client = client_of("caishoucheng")
    load = {one["department"]: one for one in client.get("/load").json["items"]}
    (task,) = client.get("/load/tasks?department=tax&person=").json["items"]

    assert (load["tax"]["open"], load["tax"]["near"], load["tax"]["overdue"]) == (1, 0, 0)
    assert [one["username"] for one in load["tax"]["people"]] == [None]
    assert task["case"] == in_review["number"]


@pytest.mark.parametrize("query", ["department=tax", "department=nowhere"])
def test_another_department_s_load_is_nobody_s_business(client_of, in_review, query):
    assert client_of("zenghui").get(f"/load/tasks?{query}").status_code == 404


def test_an_unknown_person_is_told(client_of, in_review):
    answer = client_of("caishoucheng").get("/load/tasks?department=tax&person=nobody")

    assert (answer.status_code, answer.json["code"]) == (404, "person.unknown")


def test_a_coordinator_deals_fifty_tasks_in_one_go(browser_of, client_of):
    clerk = client_of("zhouwenjing")
    for _ in range(50):
        clerk.post("/cases", json=HAND_IN)
    coordinator, back = browser_of("yuanmingde"), "/load/tasks?department=window&person=&part=open"
    chosen = re.findall(
        r'data-choose form="chosen" name="tasks" value="(.*?)"', coordinator.get(back).text
    )
    receivers = ["zhouwenjing", "linxiaoyu"]

    sent = {"deed": "assign", "tasks": chosen, "among": receivers, "back": back}
    answer = coordinator.send("/inbox/chosen", sent)

    assert len(chosen) == 50
    assert answer.text.count("mark-green") == 50
    held = [client_of(one).get("/tasks?view=mine&limit=100").json["items"] for one in receivers]
    assert [len(one) for one in held] == [25, 25]


def test_who_does_not_assign_chooses_nothing(browser_of, in_review):
    assert "data-choose" not in browser_of("caishoucheng").get("/load/tasks?department=tax").text
