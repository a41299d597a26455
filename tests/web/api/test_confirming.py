"""Opinions on materials that were replaced since, over the API: features C7."""

import io

import pytest

from tests.usecases.desk import HOTEL
from tests.web.speaking import ACCEPT, HAND_IN

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
EXAMINED = {"answers": {"proposal": "agree", "remarks": "材料属实"}}
AGREED = {"answers": {"outcome": "sign", "opinion": "agree"}}


def add(client, case):
    sent = {"file": (io.BytesIO(PDF), "平面图.pdf"), "code": "premises_proof"}
    path = f"/cases/{case['number']}/materials"
    return client.post(path, data=sent, content_type="multipart/form-data").json["id"]


def asked(client, case, step):
    tasks = client.get(f"/cases/{case['number']}").json["tasks"]
    return next(one["id"] for one in tasks if (one["department"], one["step"]) == ("fire", step))


@pytest.fixture
def given(clerk, client_of):
    """A hotel: fire agreed, and the plan it saw was replaced; the case, and the opinion."""
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    add(clerk, case)
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    examined = asked(client_of("pengchao"), case, "examine_pre_approval")
    client_of("pengchao").post(f"/tasks/{examined}/complete", json=EXAMINED)
    opinion = asked(client_of("zenghui"), case, "approve_pre_approval")
    client_of("zenghui").post(f"/tasks/{opinion}/complete", json=AGREED)
    return case, opinion, add(clerk, case)


def test_the_flag_stands_on_task_and_board_until_it_is_confirmed(client_of, given):
    case, opinion, newer = given
    fire, lead = client_of("zenghui"), client_of("wangjianguo")
    assert [one["id"] for one in newer_of(fire, opinion)] == [newer]
    assert flags(lead, case) == [opinion]

    answer = fire.post(f"/tasks/{opinion}/confirm-opinion", key="once")
    again = fire.post(f"/tasks/{opinion}/confirm-opinion", key="once")

    assert (answer.status_code, again.status_code) == (200, 200)
    assert fire.post(f"/tasks/{opinion}/confirm-opinion").json["code"] == "opinion.current"
    assert (newer_of(fire, opinion), flags(lead, case)) == ([], [])


def test_given_anew_the_department_is_asked_again(client_of, given):
    case, opinion, _ = given
    lead = client_of("wangjianguo").post(f"/tasks/{opinion}/opinion-anew")
    answer = client_of("zenghui").post(f"/tasks/{opinion}/opinion-anew")

    assert (lead.status_code, answer.status_code) == (403, 200)
    assert asked(client_of("pengchao"), case, "examine_pre_approval")


def newer_of(client, task):
    return client.get(f"/tasks/{task}").json["newer_materials"]


def flags(client, case):
    rows = client.get(f"/cases/{case['number']}/board").json["rows"]
    return [one["task"] for row in rows for one in row["cells"].values() if one["outdated"]]
