"""Row D: what is sent as data is read in one way, kept whole or refused, and never a crash.

What a field takes is promised in ``tests/engine/forms/test_answers.py``, what a body may be in
``tests/web/api/test_reading.py``; here are the rows that need the whole way to the database.
"""

import json

import pytest

from tests.office import TEA
from tests.web.speaking import ACCEPT, HAND_IN, PARTY

RLO = "\u202e"


def body(**answers):
    return HAND_IN | {"answers": TEA | answers}


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"typename": "x"}, id="D01 a key of the library"),
        pytest.param({"company_name": {"typename": "timedelta", "days": 5}}, id="D01 a value"),
        pytest.param({"company_name": "a\0b"}, id="D06 NUL"),
        pytest.param({"company_name": f"荷塘{RLO}茶业"}, id="D08 a direction mark"),
        pytest.param({"company_name": "长" * 10_001}, id="D09 too long"),
        pytest.param({"representative_id": "330108198806152346"}, id="D11 a check digit"),
        pytest.param({"representative_id": "330108880615234"}, id="D11 fifteen digits"),
        pytest.param({"registered_capital": "1,000"}, id="D12 a comma"),
        pytest.param({"registered_capital": "１０００"}, id="D12 full width"),
        pytest.param({"registered_capital": -5}, id="D12 below zero"),
        pytest.param({"registered_capital": "1e3"}, id="D12 an exponent"),
        pytest.param({"company_type": "kingdom"}, id="D13 not an option"),
        pytest.param({"company_name": None}, id="D13 required"),
        pytest.param({"status": "approved"}, id="D14 status"),
        pytest.param({"due_at": "2030-01-01"}, id="D14 due_at"),
    ],
)
def test_answers_that_are_none_are_refused_and_nothing_is_kept(clerk, answers):
    refused = clerk.post("/cases", json=body(**answers))

    assert refused.status_code == 422
    assert refused.json["errors"]
    assert clerk.get("/cases").json["items"] == []


@pytest.mark.parametrize(
    "extra",
    [
        pytest.param({name: value}, id=f"D14 {name}")
        for name, value in {
            "status": "approved",
            "assignee": "chengxiao",
            "version": 99,
            "department_id": 1,
            "lead_department": "tax",
            "code": "AAAA-AAAA-AAAA",
        }.items()
    ],
)
def test_members_nobody_asks_for_are_refused(clerk, extra):
    assert clerk.post("/cases", json=HAND_IN | extra).status_code == 422
    party = {"applicant": PARTY | extra}
    assert clerk.post("/cases", json=HAND_IN | party).status_code == 422


def test_D01_words_of_the_library_are_words(clerk):
    name = '{"typename": "x"} __class__ ${x} {{7*7}}'

    case = clerk.post("/cases", json=body(company_name=name)).json
    task = clerk.get(f"/tasks/{case['tasks'][0]['id']}").json
    moved = clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT)

    assert task["data"]["application"]["company_name"] == name
    assert moved.status_code == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        pytest.param("[" * 100_000, 400, id="D05"),
        pytest.param('{"answers": ' + '{"a":' * 5000 + "1" + "}" * 5001, 400, id="D05 objects"),
        pytest.param('{"answers": {"outcome": NaN}}', 422, id="D02 NaN"),
        pytest.param('{"answers": {"outcome": -Infinity}}', 422, id="D02 Infinity"),
        pytest.param('{"answers": {"outcome": 1e999}}', 422, id="D02 1e999"),
        pytest.param('{"answers": {}, "answers": {}}', 422, id="D03"),
        pytest.param('{"answers": {"outcome": ' + "9" * 5000 + "}}", 422, id="D04"),
        pytest.param('{"answers": {"outcome": "\\u0000"}}', 422, id="D06"),
        pytest.param('{"answers": {"\\ud800": 1}}', 422, id="D07"),
        pytest.param('{"answers": {"reason": "' + "x" * 2**21 + '"}}', 413, id="D09"),
        pytest.param('[{"answers": {}}]', 422, id="D19 a list"),
    ],
)
def test_an_answer_to_a_task_is_read_as_strictly(clerk, task, sent, status):
    path = f"/tasks/{task['id']}/complete"

    answer = clerk.post(path, data=sent, content_type="application/json")

    assert answer.status_code == status
    assert clerk.get(f"/tasks/{task['id']}").json["closed_at"] is None


@pytest.mark.parametrize("mimetype", ["text/plain", "multipart/form-data", "text/xml"])
def test_D19_another_content_type_is_refused(clerk, task, mimetype):
    path, sent = f"/tasks/{task['id']}/complete", json.dumps(ACCEPT)

    assert clerk.post(path, data=sent, content_type=mimetype).status_code in {415, 422}


def test_D19_a_body_of_a_look_is_not_read(clerk, case):
    answer = clerk.get(f"/cases/{case['number']}", json={"number": "other"})

    assert answer.json["number"] == case["number"]


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        pytest.param("/cases/{number}/withdrawal", {"reason": f"另行{RLO}申请"}, id="D08 reason"),
        pytest.param("/cases/{number}/withdrawal", {"reason": "a\0b"}, id="D06 reason"),
        pytest.param("/cases/{number}/withdrawal", {"reason": "\ufffe"}, id="D07 reason"),
        pytest.param("/cases/{number}/withdrawal", {"reason": "长" * 2001}, id="D09 reason"),
    ],
)
def test_a_reason_is_what_everybody_sees(clerk, case, path, sent):
    assert clerk.post(path.format(**case), json=sent).status_code == 422


def test_D08_a_page_takes_the_marks_out_of_a_reason(clerk, case, browser):
    number, page = case["number"], browser("zhouwenjing")
    page.get(f"/status/{number}")

    page.send(f"/status/{number}/withdrawal", {"reason": f"另行{RLO}\0申请", "sure": "1"})

    history = clerk.get(f"/cases/{number}/history").json["items"]
    assert RLO not in str(history)
    assert clerk.get(f"/cases/{number}").json["outcome"] == "withdrawn"


def test_D16_a_step_writes_under_its_own_name_only(clerk, task):
    foreign = {"application.company_name": "x", "item": {"promised_days": 1}, "check_materials": 1}

    refused = clerk.post(f"/tasks/{task['id']}/complete", json={"answers": foreign})

    assert refused.status_code == 422
    assert len(refused.json["errors"]) >= len(foreign)


def test_D17_what_happened_stays_as_it_was(clerk, case, task):
    before = clerk.get(f"/cases/{case['number']}/history").json["items"]

    clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT)

    after = clerk.get(f"/cases/{case['number']}/history").json["items"]
    assert after[: len(before)] == before
    assert len(after) > len(before)


def test_D20_no_address_has_personal_data_in_it(served):
    personal = {"id_number", "phone", "applicant", "answers", "username", "code_of_applicant"}

    assert not [rule for rule in served.url_map.iter_rules() if personal & rule.arguments]
