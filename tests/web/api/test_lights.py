"""One rule gives the light of a case, a task and a limit, wherever it is shown."""

import pytest

from tests.web.pages.browsing import Browser

USED = "2026-03-24T09:00"
"""The sixteenth of twenty working days: 80 % of the promise are used."""


@pytest.fixture
def examiner(served):
    """An examiner of the lead department, as a browser."""
    browser = Browser(served, "lixuemei")
    browser.get("/notices")
    return browser


def test_at_80_percent_case_list_page_and_api_are_yellow_alike_t7(
    client_of, examiner, in_review, set_clock
):
    number, lead = in_review["number"], client_of("lixuemei")
    before = lead.get(f"/cases/{number}").json["light"]
    set_clock(USED)
    limits = lead.get(f"/cases/{number}/deadlines").json["items"]

    assert (before, lead.get(f"/cases/{number}").json["light"]) == ("green", "yellow")
    assert [one["light"] for one in limits if one["kind"] == "promised"] == ["yellow"]
    assert "is-yellow" in examiner.get("/cases").text
    panel = examiner.get(f"/cases/{number}").text.split("<h2>时限</h2>")[1]
    assert "mark-yellow" in panel.split("</section>")[0]


def test_a_task_about_to_end_is_yellow_in_inbox_task_and_api_alike_t7(
    client_of, examiner, in_review, set_clock
):
    mine = next(one for one in in_review["tasks"] if one["department"] == "market_regulation")
    set_clock("2026-03-03T09:00")
    listed = client_of("lixuemei").get("/tasks").json["items"]

    assert (mine["light"], [one["light"] for one in listed]) == ("green", ["yellow"])
    assert "is-yellow" in examiner.get("/inbox").text
    assert "mark-yellow" in examiner.get(f"/tasks/{mine['id']}").text


def test_a_limit_tells_when_it_warns_and_what_is_left(client_of, in_review):
    limits = client_of("lixuemei").get(f"/cases/{in_review['number']}/deadlines").json["items"]
    promised = next(one for one in limits if one["kind"] == "promised")

    assert promised["warn_at"].startswith("2026-03-24T00:00")
    assert promised["working_days_left"] == 20
