"""A department is silent: what its people see of it, and how they supply their opinion."""

import pytest

from tests.web.speaking import ACCEPT, HAND_IN

PAWN = HAND_IN["answers"] | {"industries": ["pawnshop"], "business_scope": "典当业务"}
EXAMINED = {"answers": {"proposal": "agree", "remarks": "材料属实"}}
LATE = {"opinion": "disagree", "reason": "法定代表人无任职资格"}


def open_task(client, number, step):
    tasks = client.get(f"/cases/{number}").json["tasks"]
    return next(one["id"] for one in tasks if one["step"] == step)


@pytest.fixture
def commerce(client_of):
    """The approver of the department that is silent."""
    return client_of("tangqian")


@pytest.fixture
def number(client_of, set_clock):
    """The number of a case on which commerce has four working days, which are over."""
    clerk, examiner = client_of("zhouwenjing"), client_of("songweimin")
    case = clerk.post("/cases", json=HAND_IN | {"answers": PAWN}).json
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    asked = open_task(examiner, case["number"], "examine_pre_approval")
    examiner.post(f"/tasks/{asked}/complete", json=EXAMINED)
    set_clock("2026-03-07T09:00")
    return case["number"]


@pytest.fixture
def task(commerce, number):
    """The task nobody answered; whoever tries to answer it now is too late."""
    asked = open_task(commerce, number, "approve_by_list")
    late = commerce.post(f"/tasks/{asked}/complete", json={"answers": {}})
    assert (late.status_code, late.json["code"]) == (409, "task.missed")
    return asked


def test_a_silent_department_sees_what_it_owes_and_until_when(commerce, task):
    (owed,) = commerce.get("/tasks/owed").json["items"]

    assert (owed["task"], owed["owed"], owed["overdue"]) == (task, True, False)
    assert (owed["missed"]["kind"], owed["missed"]["outcome"]) == ("silence", "agree")
    assert (owed["missed"]["due_on"], owed["missed"]["owed_on"]) == ("2026-03-06", "2026-03-09")


def test_a_late_opinion_is_told_beside_the_deemed_one(client_of, commerce, number, task):
    answer = commerce.post(f"/tasks/{task}/late-opinion", json=LATE)
    lead = client_of("zhangzhiyuan")
    seen = lead.get(f"/tasks/{open_task(lead, number, 'prereview_registration')}").json

    assert (answer.status_code, answer.json["owed"]) == (200, False)
    said = next(one for one in seen["data"]["opinions"] if one["step"] == "approve_by_list")
    assert said["answers"] == {"opinion": "deemed_agree"}
    assert said["missed"]["late_opinion"]["reason"] == LATE["reason"]
    assert said["missed"]["late_opinion"]["in_time"] is True


def test_a_late_opinion_asked_for_twice_under_one_key_is_given_once(commerce, task):
    path = f"/tasks/{task}/late-opinion"

    answers = [commerce.post(path, json=LATE, key="late-and-only-once") for _ in range(2)]
    third = commerce.post(path, json=LATE)

    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json == answers[1].json
    assert (third.status_code, third.json["code"]) == (409, "opinion.supplied")


def test_others_cannot_supply_it_and_an_opinion_without_reason_is_refused(
    client_of, commerce, task
):
    path = f"/tasks/{task}/late-opinion"

    assert client_of("wangjianguo").post(path, json=LATE).status_code == 403
    assert client_of("luojun").post(path, json=LATE).status_code == 404
    wrong = commerce.post(path, json={"opinion": "disagree"})
    assert (wrong.status_code, wrong.json["errors"][0]["code"]) == (422, "opinion.no_reason")
