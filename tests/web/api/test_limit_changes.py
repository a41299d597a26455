"""Other limits of an item over the API: foreseen, changed, listed. Art. 42, facts T14."""

import pytest

URL = "/items/enterprise_setup/limits"
SHORTER = {"promised_days": 18, "statutory_days": 45, "running": "move", "reason": "提速承诺"}


@pytest.fixture
def keeper(client_of):
    """An administrator: who keeps the catalogue."""
    return client_of("chengxiao")


def test_limits_are_foreseen_changed_and_listed(keeper):
    assert keeper.get(f"{URL}/preview?promised_days=18&statutory_days=45").json["items"] == []

    made = keeper.post(URL, json=SHORTER)
    listed = keeper.get(f"{URL}/changes").json["items"]

    assert (made.status_code, made.json["after"]["promised_days"]) == (201, 18)
    assert [one["id"] for one in listed] == [made.json["id"]]
    assert keeper.get("/items/enterprise_setup").json["promised_days"] == 18


def test_the_same_key_changes_once(keeper):
    key = {"Idempotency-Key": "limits-1"}
    first = keeper.post(URL, json=SHORTER, headers=key)

    assert keeper.post(URL, json=SHORTER, headers=key).json == first.json


@pytest.mark.parametrize(
    ("differing", "code"),
    [
        ({"promised_days": 50}, "limit.promise_too_long"),
        ({"promised_days": 30}, "limit.longer"),
    ],
)
def test_limits_that_cannot_be_are_refused(keeper, differing, code):
    refused = keeper.post(URL, json=SHORTER | differing)

    assert (refused.status_code, refused.json["errors"][0]["code"]) == (422, code)


def test_only_administrators_change_limits(clerk):
    assert clerk.post(URL, json=SHORTER).status_code == 403
    assert clerk.get(f"{URL}/changes").status_code == 403
