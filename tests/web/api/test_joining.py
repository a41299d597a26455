"""Who takes part in a co-approval, over the API."""

import pytest

from tests.usecases.desk import HOTEL
from tests.web.speaking import ACCEPT, HAND_IN


@pytest.fixture
def lead(client_of):
    """An examiner of the department that leads."""
    return client_of("wangjianguo")


@pytest.fixture
def path(clerk):
    """A hotel that is reviewed: two departments are asked for pre-approvals."""
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    return f"/cases/{case['number']}/departments"


def wanted(department, **more):
    return {"step": "pre_approval", "department": department, "reason": "选址临近河道"} | more


def test_the_lead_sees_adds_and_drops_departments(lead, path):
    (before,) = lead.get(path).json["items"]
    added = lead.post(path, json=wanted("ecology"))
    dropped = lead.post(f"{path}/drop", json=wanted(before["asked"][0]))

    (after,) = lead.get(path).json["items"]
    assert (added.status_code, dropped.status_code) == (201, 200)
    assert after["asked"] == [*before["asked"][1:], "ecology"]
    assert "ecology" in {task["department"] for task in dropped.json["tasks"]}


def test_a_repeated_request_asks_a_department_once(lead, path):
    first = lead.post(path, json=wanted("ecology"), key="once")
    again = lead.post(path, json=wanted("ecology"), key="once")
    other = lead.post(path, json=wanted("ecology"))

    assert (first.status_code, again.status_code) == (201, 201)
    assert (other.status_code, other.json["code"]) == (409, "joining.member")


def test_only_the_lead_may(client_of, clerk, path):
    asked = client_of("zenghui").post(path, json=wanted("ecology"))
    stranger = clerk.post(path, json=wanted("ecology"))

    assert (asked.status_code, stranger.status_code) == (403, 403)
    assert asked.json["code"] == "joining.not_lead"


def test_everything_wrong_is_told_at_once(lead, path):
    answer = lead.post(path, json=wanted("nowhere", reason=" "))

    assert answer.status_code == 422
    assert {one["field"] for one in answer.json["errors"]} == {"department", "reason"}
