"""A date in a year without a published table is marked wherever it is told (D-25, T15)."""

import csv
import io

import pytest

from tests.web.pages.browsing import Browser, words
from tests.web.speaking import ACCEPT, HAND_IN

MARK = "暂定"
UNCERTAIN = "为暂定日期"


@pytest.fixture
def late(set_clock, client_of):
    """A case accepted on the last working day of the last year with a table."""
    set_clock("2026-12-31T09:00")
    clerk = client_of("zhouwenjing")
    handed = clerk.post("/cases", json=HAND_IN).json
    path = f"/tasks/{handed['tasks'][0]['id']}/complete"
    return clerk.post(path, json=ACCEPT).json | {"code": handed["code"]}


def task_of(late):
    return next(one for one in late["tasks"] if one["department"] == "market_regulation")


@pytest.mark.parametrize(
    "path",
    [
        "/inbox",
        "/cases",
        "/cases/{number}",
        "/tasks/{task}",
        "/due-soon?scope=department&due_within=",
        "/cases/{number}/why/promised",
    ],
)
def test_every_screen_of_the_staff_marks_it(browser_of, late, path):
    at = path.format(number=late["number"], task=task_of(late)["id"])

    assert MARK in words(browser_of("lixuemei").get(at))


def test_the_applicant_reads_it_on_the_page_and_on_the_paper(served, browser_of, late):
    party = Browser(served)
    party.get("/status")
    sent = {"number": late["number"], "code": late["code"]}
    page = party.send("/status", sent, follow_redirects=True)
    paper = browser_of("lixuemei").get(f"/papers/{late['number']}-03")

    assert MARK in words(page)
    assert UNCERTAIN in words(paper)


def test_tables_and_programs_are_told(browser_of, client_of, late):
    lead = client_of("lixuemei")
    table = browser_of("lixuemei").get("/cases.csv").data.decode("utf-8-sig")
    heading, row = csv.reader(io.StringIO(table))
    limits = lead.get("/deadlines?scope=department").json["items"]

    assert row[heading.index(MARK)] == MARK
    assert (late["provisional"], task_of(late)["provisional"]) == (True, True)
    assert {one["provisional"] for one in limits} == {True}


def test_a_calendar_feed_says_it_in_the_title(served, browser_of, late):
    person = browser_of("lixuemei")
    person.get("/calendar-feed")
    page = person.send("/calendar-feed", {})
    address = page.text.split('feed-address">http://localhost')[1].split("<")[0]

    assert f"SUMMARY:（{MARK}）" in Browser(served).get(address).data.decode()


def test_a_certain_date_has_no_mark(browser_of, in_review):
    assert MARK not in words(browser_of("lixuemei").get("/inbox"))
