"""The load of departments on screen and for programs, and the tasks behind each number."""

import pytest

from tests.web.pages.browsing import words


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
