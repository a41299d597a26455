"""The clock of a case over the API: stopped, going on, its limit longer; every no is told."""

import pytest

TESTING = {"ground": "testing", "planned_working_days": 5, "reason": "消防检测"}
ENDED = {"ended_on": "2026-03-02"}
LONGER = {"working_days": 15, "reason": "需要论证", "approved_by": "heyuanzheng"}


@pytest.fixture
def lead(client_of):
    """An examiner of the department that leads."""
    return client_of("wangjianguo")


@pytest.fixture
def path(in_review):
    """Where the case is found."""
    return f"/cases/{in_review['number']}"


def test_a_paused_case_says_so_and_shows_its_projected_dates(lead, path):
    before = lead.get(path).json
    answer = lead.post(f"{path}/pauses", json=TESTING)
    after = lead.get(path).json

    assert (answer.status_code, answer.json["to_on"]) == (201, None)
    assert answer.json["paper"].startswith(after["number"])
    assert (after["paused"], after["state"], after["light"]) == (True, "suspended", "none")
    assert after["statutory_due_on"] > before["statutory_due_on"]


def test_the_limits_of_a_paused_case_stand(lead, path):
    lead.post(f"{path}/pauses", json=TESTING)
    rows = lead.get(f"{path}/deadlines").json["items"]

    assert {row["state"] for row in rows if row["kind"] == "statutory"} == {"paused"}


def test_a_pause_ends_once(lead, path):
    pause = lead.post(f"{path}/pauses", json=TESTING).json
    first = lead.post(f"{path}/pauses/{pause['id']}/end", json=ENDED)
    again = lead.post(f"{path}/pauses/{pause['id']}/end", json=ENDED)

    assert (first.status_code, again.status_code) == (200, 409)
    assert lead.get(path).json["paused"] is False
    assert lead.get(f"{path}/pauses").json["items"] == [first.json]


def test_nobody_takes_today_for_the_day_the_ground_ended_art_45(lead, path, set_clock):
    pause = lead.post(f"{path}/pauses", json=TESTING).json
    set_clock("2026-03-10T09:00")
    ends = f"{path}/pauses/{pause['id']}/end"

    for sent in ({}, {"ended_on": None}, {"ended_on": "soon"}, {"ended_on": "2026-03-11"}):
        refused = lead.post(ends, json=sent)
        assert refused.status_code == 422
        assert [one["field"] for one in refused.json["errors"]] == ["ended_on"]
    assert lead.post(ends, json={"ended_on": "2026-03-05"}).json["to_on"] == "2026-03-05"


def test_a_repeated_pause_is_the_same_pause(lead, path):
    one = lead.post(f"{path}/pauses", json=TESTING, key="once-and-no-more")
    two = lead.post(f"{path}/pauses", json=TESTING, key="once-and-no-more")

    assert (one.status_code, two.status_code, one.json) == (201, 201, two.json)


def test_everything_wrong_with_a_pause_is_told(lead, path):
    answer = lead.post(f"{path}/pauses", json=TESTING | {"planned_working_days": 99, "reason": " "})

    assert answer.status_code == 422
    assert {one["field"] for one in answer.json["errors"]} == {"planned_working_days", "reason"}


def test_a_case_that_is_not_accepted_has_no_clock_to_stop(lead, case):
    answer = lead.post(f"/cases/{case['number']}/pauses", json=TESTING)

    assert (answer.status_code, answer.json["code"]) == (409, "pause.not_accepted")


def test_a_pause_nobody_began_cannot_end_nor_by_whom_it_does_not_concern(lead, client_of, path):
    assert lead.post(f"{path}/pauses/77/end", json=ENDED).status_code == 404
    assert client_of("zhouwenjing").post(f"{path}/pauses", json=TESTING).status_code == 403


def test_an_extension_is_granted_once(lead, path):
    first = lead.post(f"{path}/extension", json=LONGER)
    second = lead.post(f"{path}/extension", json=LONGER)

    assert (first.status_code, second.status_code) == (201, 409)
    assert first.json["statutory_due_on"] == lead.get(path).json["statutory_due_on"]
