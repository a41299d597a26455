"""Returning a task over the API: where to, what it would do, the deed; decision 172."""

import pytest

from tests.web.speaking import ACCEPT

READY = {"answers": {"finding": "ready"}}
WISH = {"to": ["check_materials"], "reason": "经营范围与章程不一致", "siblings": "keep"}


@pytest.fixture
def lead(client_of):
    return client_of("wangjianguo")


@pytest.fixture
def mine(lead, clerk, task):
    """The pre-review of the lead department, while three others run beside it."""
    clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT)
    return next(
        one for one in lead.get("/tasks").json["items"] if one["step"] == "prereview_registration"
    )


def back(client, task, wish=WISH, **options):
    return client.post(f"/tasks/{task['id']}/return", json=wish, **options)


def test_the_steps_one_can_return_to_are_listed_with_what_each_choice_would_do(lead, mine):
    goals = lead.get(f"/tasks/{mine['id']}/returns").json["items"]

    goal = next(one for one in goals if one["place"] == "check_materials")
    told = {(one["siblings"], one["then"]): one for one in goal["previews"]}
    assert mine["id"] in told["cancel", "again"]["cancelled"]["tasks"]
    assert len(told["keep", "again"]["kept"]["tasks"]) == 3
    assert told["keep", "again"]["redone"] == ["check_materials"]


def test_a_task_is_returned_once_however_often_it_is_asked_for(lead, mine, task):
    once = {"Idempotency-Key": "back-1"}

    first = back(lead, mine, headers=once)
    again = back(lead, mine, headers=once)

    assert (first.status_code, again.json) == (200, first.json)
    asked = next(one for one in first.json["tasks"] if one["step"] == "check_materials")
    assert asked["returned_from"] == mine["id"]
    assert back(lead, mine).json["code"] == "task.closed"


def test_whoever_is_asked_again_reads_who_returned_it_and_why(lead, clerk, mine):
    case = back(lead, mine).json
    asked = next(one for one in case["tasks"] if one["step"] == "check_materials")

    shown = clerk.get(f"/tasks/{asked['id']}").json
    returned, (earlier,) = shown["returned"], shown["data"]["answered"]
    assert (returned["by"], returned["reason"]) == ("王建国", WISH["reason"])
    assert (earlier["step"], bool(earlier["taken_back_at"])) == ("check_materials", True)


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"reason": ""}, 422),
        ({"to": []}, 422),
        ({"siblings": "drop"}, 422),
        ({"siblings": "cancel", "then": "straight"}, 422),
        ({"to": ["hand_over"]}, 409),
    ],
)
def test_a_return_that_cannot_be_is_refused(lead, mine, wish, status):
    assert back(lead, mine, WISH | wish).status_code == status
    assert lead.get(f"/tasks/{mine['id']}").json["closed_at"] is None


def test_who_saw_an_older_revision_is_told_to_look_again(lead, mine):
    lead.post(f"/tasks/{mine['id']}/claim")

    refused = back(lead, mine, headers={"If-Match": str(mine["revision"])})

    assert (refused.status_code, refused.json["code"]) == (409, "task.changed")


def test_others_neither_look_nor_return(client_of, clerk, mine):
    assert back(client_of("luojun"), mine).status_code == 404
    assert back(clerk, mine).status_code == 403
    assert clerk.get(f"/tasks/{mine['id']}/returns").status_code == 403
