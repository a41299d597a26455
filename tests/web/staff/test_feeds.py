"""The calendar feed: one event for each open limit, behind a secret that can be taken back."""

import re
from datetime import date

import pytest
from icalendar import Calendar

from tests.web.pages.browsing import Browser
from tests.web.speaking import Program

PRIVATE = ("何清荷", "11010519491231002X", "13805710001", "荷塘茶业")


@pytest.fixture
def address(browser_of):
    """The address of the feed of an examiner of the lead department."""
    return made(browser_of("lixuemei"))


@pytest.fixture
def read(served):
    """Reads a feed as a calendar does: without a session."""
    return lambda address, **headers: Browser(served).get(address, headers=headers)


def made(browser):
    page = browser.get("/calendar-feed")
    page = browser.send("/calendar-feed", {})
    return re.search(r'feed-address">([^<]+)<', page.text)[1].removeprefix("http://localhost")


def events(answer):
    return Calendar.from_ical(answer.data).walk("VEVENT")


def test_each_open_limit_is_a_day_of_the_calendar(read, address, in_review):
    answer = read(address)
    (event,) = events(answer)

    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert event["DTSTART"].dt == date(2026, 3, 4)
    assert (event["DTEND"].dt, event["SEQUENCE"]) == (date(2026, 3, 5), 0)
    assert str(event["SUMMARY"]) == f"设立登记预审 {in_review['number']}"


def test_a_feed_tells_nothing_of_persons_and_folds_its_lines(read, address, in_review):
    text = read(address).data

    assert not [word for word in PRIVATE if word in text.decode()]
    assert max(map(len, text.split(b"\r\n"))) <= 75


def test_what_is_done_is_gone(read, address, examiner, task):
    examiner.send(f"{task}/claim")
    held = events(read(address))
    examiner.send(f"{task}/complete", {"answers.finding": "ready"})

    assert (len(held), events(read(address))) == (1, [])


def test_a_clock_that_stands_says_so_and_the_event_stays_the_same(
    read, address, client_of, in_review
):
    (before,) = events(read(address))
    wish = {"ground": "expert_review", "planned_working_days": 10, "reason": "专家评审"}
    path = f"/cases/{in_review['number']}/pauses"
    client_of("yuanmingde").post(path, json=wish | {"approved_by": "weiguodong"})
    (after,) = events(read(address))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
    assert str(after["SUMMARY"]).startswith("（时限中止）")


def test_what_has_not_changed_is_not_sent_again(read, address, in_review):
    first = read(address)
    again = read(address, If_None_Match=first.headers["ETag"])

    assert (again.status_code, again.data) == (304, b"")
    assert "private" in first.headers["Cache-Control"]


def test_a_renewed_address_replaces_the_earlier_one_and_a_revoked_one_opens_nothing(
    read, address, browser_of
):
    person = browser_of("lixuemei")
    new = made(person)
    opened = [read(one).status_code for one in (address, new)]
    person.send("/calendar-feed/revoke", {})

    assert (opened, read(new).status_code) == ([404, 200], 404)
    assert read("/feeds/nonsense.ics").status_code == 404


def test_who_has_left_reads_nothing(read, address, administrator, served):
    from app.storage.office import people

    with served.extensions["parts"].database.reading() as session:
        person = people.by_username(session, "lixuemei").id
    administrator.send(f"/admin/people/{person}/leave")

    assert read(address).status_code == 404


def test_only_the_hash_of_an_address_is_kept(address, served):
    secret = address.removeprefix("/feeds/").removesuffix(".ics")
    with served.extensions["parts"].database.reading() as session:
        kept = session.connection().exec_driver_sql("SELECT token_hash FROM calendar_feed")

        assert secret not in str(kept.all())


def test_programs_make_renew_and_revoke_a_feed_once_by_key(served, client_of, read):
    person = client_of("lixuemei")
    first = person.post("/calendar-feed", json={}, key="one")
    again = person.post("/calendar-feed", json={}, key="one")
    path = first.json["address"].removeprefix("http://localhost")
    told = person.get("/calendar-feed").json

    assert (first.status_code, again.json) == (201, first.json)
    assert told == {"made_at": first.json["made_at"]}
    assert read(path).status_code == 200
    assert person.delete("/calendar-feed").status_code == 204
    assert (read(path).status_code, person.get("/calendar-feed").json["made_at"]) == (404, None)


def test_a_secret_address_opens_nothing_else(served, address):
    secret = address.removeprefix("/feeds/").removesuffix(".ics")

    assert Program(served, secret).get("/tasks").status_code == 401
