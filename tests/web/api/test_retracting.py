"""Taking back what one has just done, over the API; decision 177."""

import pytest

from tests.web.speaking import ACCEPT

READY = {"answers": {"finding": "ready"}}


@pytest.fixture
def given(client_of, clerk, task):
    """The pre-review of the lead department is done; three others run beside it."""
    clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT)
    lead = client_of("wangjianguo")
    mine = next(
        one for one in lead.get("/tasks").json["items"] if one["step"] == "prereview_registration"
    )
    assert lead.post(f"/tasks/{mine['id']}/complete", json=READY).status_code == 200
    return lead, mine


def test_it_is_told_before_what_would_be_withdrawn(given):
    lead, mine = given

    assert lead.get(f"/tasks/{mine['id']}/retraction").json["items"] == []


def test_a_task_is_taken_back_once_however_often_it_is_asked_for(given):
    lead, mine = given
    once = {"Idempotency-Key": "undo-1"}

    first = lead.post(f"/tasks/{mine['id']}/retraction", headers=once)
    again = lead.post(f"/tasks/{mine['id']}/retraction", headers=once)

    assert (first.status_code, again.json) == (200, first.json)
    opened = next(one for one in first.json["tasks"] if one["step"] == "prereview_registration")
    assert lead.get(f"/tasks/{opened['id']}").json["draft"] == READY["answers"]
    refused = lead.post(f"/tasks/{mine['id']}/retraction")
    assert (refused.status_code, refused.json["code"]) == (409, "retract.not_done")


def test_nobody_else_takes_it_back(given, clerk, client_of):
    _, mine = given

    assert clerk.post(f"/tasks/{mine['id']}/retraction").status_code == 403
    assert clerk.get(f"/tasks/{mine['id']}/retraction").status_code == 403
    assert client_of("luojun").post(f"/tasks/{mine['id']}/retraction").status_code == 404


def test_what_the_applicant_was_told_is_not_taken_back(given, clerk, task):
    refused = clerk.post(f"/tasks/{task['id']}/retraction")

    assert (refused.status_code, refused.json["code"]) == (409, "undo.touched")
