"""What is asked of an applicant and what may follow, over the API: features L22."""

from datetime import date, timedelta

import pytest

from tests.web.replacing import add

LEASE = "premises_proof"


@pytest.fixture
def until(case):
    """A week after the hand-in."""
    return (date.fromisoformat(case["received_on"]) + timedelta(days=7)).isoformat()


def promise(client, case, until, material=LEASE, key=None):
    sent = {"promises": [{"material": material, "until": until}]}
    return client.post(f"/cases/{case['number']}/promises", json=sent, key=key)


def listed(client, case):
    rows = client.get(f"/cases/{case['number']}/checklist").json["items"]
    return {one["code"]: one for one in rows}


def test_a_promise_is_taken_once_and_kept_by_handing_in(clerk, party, case, until):
    first = promise(clerk, case, until, key="once")
    again = promise(clerk, case, until, key="once")
    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.json["promised_materials"], again.json["promised_materials"]) == (1, 1)
    assert listed(party, case)[LEASE]["promise"]["due_on"] == until

    add(clerk, case)

    lease = listed(clerk, case)[LEASE]
    assert (lease["state"], bool(lease["promise"]["kept_at"])) == ("complete", True)


def test_a_promise_is_put_off_once(clerk, case, until):
    promise(clerk, case, until)
    path = f"/cases/{case['number']}/promises/{LEASE}/putting-off"
    later = (date.fromisoformat(until) + timedelta(days=7)).isoformat()
    said = {"until": later, "reason": "房东外出"}

    answers = [clerk.post(path, json=said, key=key) for key in ("a", "a", "b")]

    assert [one.status_code for one in answers] == [200, 200, 409]
    lease = listed(clerk, case)[LEASE]["promise"]
    assert (lease["due_on"], lease["put_off_from"]) == (later, until)
    assert (lease["put_off_reason"], answers[0].json["promised_materials"]) == ("房东外出", 1)


def test_the_list_says_how_each_material_stands(clerk, case, until):
    promise(clerk, case, until)

    stands = {code: one["state"] for code, one in listed(clerk, case).items()}

    assert (stands["articles"], stands[LEASE]) == ("missing", "promised")
    assert (stands["insurance_list"], listed(clerk, case)[LEASE]["may_follow"]) == (
        "not_needed",
        15,
    )


def test_what_may_not_be_promised_is_told_at_its_place(clerk, party, case, until):
    refused = promise(clerk, case, until, "articles")

    assert refused.status_code == 422
    assert [one["field"] for one in refused.json["errors"]] == ["promises.articles"]
    assert promise(party, case, until).status_code == 403
    assert promise(clerk, case, "2020-01-01").status_code == 422


def test_cases_that_wait_for_a_promised_material_are_found(clerk, case, until):
    def found():
        return [one["number"] for one in clerk.get("/cases?promised=true").json["items"]]

    assert found() == []
    promise(clerk, case, until)
    assert found() == [case["number"]]
    add(clerk, case)
    assert found() == []
