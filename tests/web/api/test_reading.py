"""What programs send is read strictly: 4xx and never 500 (reliability, D and G)."""

import json

import pytest

from tests.office import TEA
from tests.web.speaking import HAND_IN

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
"""All of this is refused before any database is asked."""

DEEP = "[" * 100_000
NAMED = json.dumps(HAND_IN)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("[]", 422),
        ('"text"', 422),
        ("{", 400),
        (DEEP, 400),
        ('{"item": ' + "[" * 60 + "]" * 60 + "}", 422),
        (NAMED.replace('"staff_count": 6', '"staff_count": NaN'), 422),
        (NAMED.replace('"staff_count": 6', '"staff_count": 1e999'), 422),
        (NAMED.replace('"staff_count": 6', f'"staff_count": {"9" * 5000}'), 422),
        (NAMED.replace('"staff_count": 6', f'"staff_count": {2**63}'), 422),
        (NAMED.replace('"item"', '"item": "castle", "item"', 1), 422),
        (NAMED.replace("tea_and_food", "tea\\u0000food"), 422),
        (NAMED.replace("tea_and_food", "tea\\ud800food"), 422),
        ('{"item": "企业"}'.encode("gbk"), 400),
        ("\ufeff" + NAMED, 400),
    ],
    ids=range(15),
)
def test_a_body_that_cannot_be_stored_is_refused(clerk, body, status):
    answer = clerk.post("/cases", data=body, content_type="application/json")

    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_what_is_not_json_is_refused(clerk, content_type):
    answer = clerk.post("/cases", data=NAMED, content_type=content_type)

    assert answer.status_code == 415


@pytest.mark.parametrize(
    "path",
    [
        "/cases/%00",
        "/tasks/%00",
        "/items/%00",
        "/cases?q=%00",
        "/status/x?code=%00",
        "/tasks?q=%00",
    ],
)
def test_nul_in_an_address_is_refused(clerk, path):
    assert clerk.get(path).status_code in {400, 422}


def test_a_body_as_long_as_a_book_is_refused(clerk):
    body = b'{"item": "' + b"x" * 2**21 + b'"}'

    assert clerk.post("/cases", data=body, content_type="application/json").status_code == 413


def test_a_program_is_answered_in_the_language_it_asks_for(clerk):
    english = clerk.get("/cases/none", headers={"Accept-Language": "en-US,en;q=0.9"})
    chinese = clerk.get("/cases/none")

    assert english.json["detail"] == "There is no such case."
    assert chinese.json["detail"] != english.json["detail"]


def test_a_wrong_method_names_the_right_ones(clerk):
    answer = clerk.delete("/cases")

    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    assert answer.content_type == "application/problem+json"


def test_an_unknown_path_is_a_problem(clerk):
    answer = clerk.get("/castles")

    assert (answer.status_code, answer.json["status"]) == (404, 404)


def test_chinese_travels_as_itself(clerk, case):
    assert TEA["company_name"] not in case  # the application is read with the tasks
    assert "何清荷".encode() in clerk.get(f"/cases/{case['number']}").data


def test_a_cookie_alone_changes_nothing(served, clerk):
    browser = served.test_client()
    with browser.session_transaction() as session:
        session["token"] = clerk.environ_base["HTTP_AUTHORIZATION"].removeprefix("Bearer ")

    assert browser.get("/api/v1/cases").status_code == 200
    assert browser.post("/api/v1/cases", json=HAND_IN).status_code == 400
