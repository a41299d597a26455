"""Joint meetings and surveys on screen: the lead calls and holds them, departments answer."""

import re

import pytest
from icalendar import Calendar

from tests.usecases.desk import HOTEL
from tests.web.pages.browsing import Browser
from tests.web.speaking import ACCEPT, HAND_IN

CALL = {
    "kind": "survey",
    "place": "滨江路 18 号",
    "begins_at": "2026-03-03T09:30",
    "agenda": "查看疏散通道",
    "departments": ["fire", "ecology"],
    "people": ["pengchao"],
}


@pytest.fixture
def path(client_of):
    """The page of a hotel that is reviewed."""
    clerk = client_of("zhouwenjing")
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    return f"/cases/{case['number']}"


@pytest.fixture
def one(examiner, path):
    """The page of a survey that is called."""
    return call(examiner, path).headers["Location"]


def call(browser, path, **differing):
    browser.get(f"{path}/meetings/new")
    return browser.send(f"{path}/meetings/new", CALL | differing)


def test_the_lead_calls_a_survey_from_the_page_of_the_case(examiner, path):
    offered = examiner.get(path).text
    called = call(examiner, path)

    assert "召集联审会议或者联合踏勘" in offered
    assert called.status_code == 302
    assert "滨江路 18 号" in examiner.get(path).text
    assert "滨江路 18 号" in examiner.get(f"{path}/board").text


def test_what_is_missing_is_asked_again_with_what_was_typed(examiner, path):
    answer = call(examiner, path, place="", begins_at="2026-03-02T09:30")

    assert answer.status_code == 422
    assert "请填写地点" in answer.text
    assert "最早可定在2026-03-03" in answer.text
    assert "查看疏散通道</textarea>" in answer.text


def test_a_department_answers_and_the_lead_reads_it(examiner, browser_of, one):
    fire = browser_of("zenghui")
    assert "参加联合踏勘：2026-03-03 09:30" in fire.get("/notices").text
    fire.get(one)
    wrong = fire.send(f"{one}/reply", {"comes": "no", "reason": ""})
    fire.send(f"{one}/reply", {"comes": "no", "reason": "另有现场检查"})

    assert (wrong.status_code, "请说明不能参加的理由" in wrong.text) == (422, True)
    assert "另有现场检查" in examiner.get(one).text
    assert "待回复" not in fire.get("/meetings").text


def test_it_is_held_and_its_minutes_are_a_paper_that_verifies(examiner, one, set_clock):
    set_clock("2026-03-03T10:00")
    examiner.get(one)
    examiner.send(f"{one}/attendance", {"how.fire": "present", "how.ecology": "absent"})
    said = {"minutes": "符合选址要求", "said.fire.opinion": "agree", "said.fire.words": "符合"}
    examiner.send(f"{one}/minutes", said)

    number = re.search(r"/papers/([0-9-]+)", examiner.get(one).text)[1]
    paper = examiner.get(f"/papers/{number}").text
    assert "联合踏勘意见表" in paper
    assert "符合选址要求" in paper
    assert "应到部门2个，实到1个" in paper
    assert "2026年3月3日9时30分" in paper


def test_a_meeting_that_has_begun_says_so_until_its_minutes_are_there(examiner, one, set_clock):
    assert "待举行" in examiner.get(one).text
    set_clock("2026-03-03T09:30")

    assert "已开始，待形成纪要" in examiner.get(one).text
    assert "已开始，待形成纪要" in examiner.get("/meetings").text


def test_too_few_are_told_to_move_it(examiner, one, set_clock):
    set_clock("2026-03-03T10:00")
    examiner.get(one)
    examiner.send(f"{one}/attendance", {"how.fire": "absent", "how.ecology": "excused"})

    assert "到会部门不足" in examiner.get(one).text
    assert examiner.send(f"{one}/minutes", {"minutes": "无"}).status_code == 409


def test_a_meeting_stands_in_the_calendar_feed_and_leaves_it(examiner, browser_of, one, served):
    fire = browser_of("pengchao")
    fire.get("/calendar-feed")
    shown = fire.send("/calendar-feed", {}).text
    feed = re.search(r'feed-address">([^<]+)<', shown)[1].removeprefix("http://localhost")
    (before,) = met(fire.get(feed))
    examiner.get(one)
    examiner.send(f"{one}/cancel", {"reason": "不再需要"})
    (after,) = met(fire.get(feed))

    assert (str(before["SUMMARY"])[:4], str(before["STATUS"])) == ("联合踏勘", "CONFIRMED")
    assert (str(after["STATUS"]), after["SEQUENCE"]) == ("CANCELLED", 1)
    assert before["UID"] == after["UID"]


def met(answer):
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    return [one for one in events if str(one["UID"]).startswith("meeting-")]


def test_the_applicant_reads_of_a_survey(served, examiner, case):
    call(examiner, f"/cases/{case['number']}")
    party = Browser(served)
    party.get("/status")
    party.send("/status", {"number": case["number"], "code": case["code"]})

    page = party.get(f"/status/{case['number']}").text
    assert "各部门将于2026-03-03 09:30到滨江路 18 号联合踏勘" in page


def test_others_are_offered_nothing_and_find_nothing(browser_of, path, one):
    assert "召集联审会议" not in browser_of("zenghui").get(path).text
    assert browser_of("zenghui").get(f"{path}/meetings/new").status_code == 403
    assert browser_of("luojun").get(one).status_code == 404
    assert "没有待举行的会议、踏勘" in browser_of("luojun").get("/meetings").text
