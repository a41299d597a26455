"""Cases over the API."""

import pytest

from tests.office import TEA
from tests.web.speaking import HAND_IN


def test_a_clerk_hands_in_for_an_applicant(clerk):
    answer = clerk.post("/cases", json=HAND_IN)

    assert answer.status_code == 201
    assert answer.json["state"] == "submitted"
    assert answer.json["item"] == "enterprise_setup"
    assert answer.json["received_at"].startswith("2026-03-02T09:00:0")
    assert answer.json["received_at"].endswith("+08:00")
    assert [task["step"] for task in answer.json["tasks"]] == ["check_materials"]
    assert len(answer.json["code"]) == 14


def test_the_code_is_told_only_once(clerk, case):
    assert "code" not in clerk.get(f"/cases/{case['number']}").json


def test_personal_numbers_are_masked(case):
    assert case["applicant"] == {
        "name": "何清荷",
        "id_number": "1101**********002X",
        "phone": "138****0001",
        "email": "",
    }


def test_all_faults_are_told_at_once(clerk):
    wrong = {
        "item": "enterprise_setup",
        "applicant": {"name": "何清荷", "id_number": "123"},
        "answers": TEA | {"staff_count": "many", "unasked": 1},
    }

    answer = clerk.post("/cases", json=wrong)

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    fields = {error["field"] for error in answer.json["errors"]}
    assert {"applicant.id_number", "answers.staff_count", "answers.unasked"} <= fields


def test_an_unknown_item_is_not_found(clerk):
    assert clerk.post("/cases", json=HAND_IN | {"item": "castle"}).status_code == 404


def test_members_nobody_knows_are_refused(clerk):
    answer = clerk.post("/cases", json=HAND_IN | {"state": "decided"})

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["state"]


def test_an_examiner_does_not_hand_in(client_of):
    assert client_of("wangjianguo").post("/cases", json=HAND_IN).status_code == 403


def test_a_stranger_is_asked_to_sign_in(nobody, case):
    answers = [nobody.get(f"/cases/{case['number']}"), nobody.get("/cases")]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].headers["WWW-Authenticate"].startswith("Bearer")


def test_a_case_of_other_departments_looks_like_none(client_of, case):
    banker = client_of("luojun")

    there = banker.get(f"/cases/{case['number']}")
    missing = banker.get("/cases/2026-999999-0")

    assert there.status_code == missing.status_code == 404
    assert there.json["detail"] == missing.json["detail"]


def test_a_list_goes_page_by_page_to_its_end(clerk):
    numbers = [clerk.post("/cases", json=HAND_IN).json["number"] for _ in range(3)]

    first = clerk.get("/cases?limit=2").json
    second = clerk.get(f"/cases?limit=2&after={first['next']}").json

    listed = [case["number"] for case in first["items"] + second["items"]]
    assert listed == numbers[::-1]
    assert second["next"] is None


def test_a_list_is_narrowed_by_state_department_and_words(clerk, in_review):
    def count(query):
        return len(clerk.get(f"/cases?{query}").json["items"])

    assert count("state=submitted") == 0
    assert count(f"state={in_review['state']}") == 1
    assert count("department=tax") == 1
    assert count("department=fire") == 0
    assert count("q=何清") == 1
    assert count("q=百分%25") == 0


@pytest.mark.parametrize(
    "query",
    ["limit=201", "limit=0", "after=nonsense", "after=WyJhIl0=", "state=open", "colour=red"],
)
def test_a_list_that_cannot_be_is_refused(clerk, query):
    assert clerk.get(f"/cases?{query}").status_code == 422


def test_history_tells_what_happened_oldest_first(clerk, in_review):
    page = clerk.get(f"/cases/{in_review['number']}/history?limit=3").json

    assert [entry["seq"] for entry in page["items"]] == [1, 2, 3]
    assert page["items"][0]["what"] == "case.submitted"
    assert page["items"][0]["actor"]["name"] == "周文静"
    rest = clerk.get(f"/cases/{in_review['number']}/history?after={page['next']}").json
    assert rest["items"][0]["seq"] == 4


def test_deadlines_tell_when_and_on_what_ground(clerk, in_review):
    limits = clerk.get(f"/cases/{in_review['number']}/deadlines").json["items"]

    promised = next(limit for limit in limits if limit["kind"] == "promised")
    assert promised["due_on"] == in_review["promised_due_on"] == "2026-03-30"
    assert promised["due_at"] == "2026-03-31T00:00:00.000+08:00"
    assert promised["state"] == "running"
    assert promised["basis"]


def test_the_applicant_withdraws(party, case):
    answer = party.post(f"/cases/{case['number']}/withdrawal", json={"reason": "另行申请"})

    assert answer.status_code == 200
    assert answer.json["outcome"] == "withdrawn"
    assert answer.json["tasks"] == []


def test_a_case_is_withdrawn_once(clerk, case):
    path, body = f"/cases/{case['number']}/withdrawal", {"reason": "另行申请"}

    answers = [clerk.post(path, json=body).status_code for _ in range(2)]

    assert answers == [200, 409]


def test_an_examiner_does_not_withdraw_for_others(client_of, case):
    path = f"/cases/{case['number']}/withdrawal"

    assert client_of("wangjianguo").post(path, json={"reason": "x"}).status_code == 403
    assert client_of("luojun").post(path, json={"reason": "x"}).status_code == 404


def test_an_applicant_sees_their_own_case_only(party, clerk, case):
    other = clerk.post("/cases", json=HAND_IN).json

    assert party.get(f"/cases/{case['number']}").status_code == 200
    assert party.get(f"/cases/{other['number']}").status_code == 404
    assert party.get("/cases").status_code == 403
