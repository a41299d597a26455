"""A silent department finds on its pages what it owes, and supplies its opinion there."""

import pytest

from tests.web.pages.browsing import Browser, words
from tests.web.speaking import ACCEPT, HAND_IN

PAWN = HAND_IN["answers"] | {"industries": ["pawnshop"], "business_scope": "典当业务"}
EXAMINED = {"answers": {"proposal": "agree", "remarks": "材料属实"}}


def open_task(client, number, step):
    tasks = client.get(f"/cases/{number}").json["tasks"]
    return next(one["id"] for one in tasks if one["step"] == step)


@pytest.fixture
def case(client_of):
    """A case on which commerce is silent."""
    clerk, examiner = client_of("zhouwenjing"), client_of("songweimin")
    case = clerk.post("/cases", json=HAND_IN | {"answers": PAWN}).json
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    examined = open_task(examiner, case["number"], "examine_pre_approval")
    examiner.post(f"/tasks/{examined}/complete", json=EXAMINED)
    return case


@pytest.fixture
def number(case):
    """Its number."""
    return case["number"]


@pytest.fixture
def status_of(served):
    """What the applicant of a case reads."""

    def read(case):
        party = Browser(served)
        party.get("/status")
        party.send("/status", {"number": case["number"], "code": case["code"]})
        return words(party.get(f"/status/{case['number']}"))

    return read


def test_the_applicant_reads_that_silence_will_count(status_of, case):
    assert "届时未反馈的，视为同意（超时默认）" in status_of(case)


def test_the_applicant_reads_that_silence_has_counted(status_of, case, task):
    assert "该部门逾期未反馈，视为同意（超时默认）" in status_of(case)


@pytest.fixture
def task(client_of, number, set_clock):
    """The path of the task that commerce tried to answer too late."""
    commerce = client_of("tangqian")
    path = f"/tasks/{open_task(commerce, number, 'approve_by_list')}"
    set_clock("2026-03-07T09:00")
    commerce.post(f"{path}/complete", json={"answers": {}})
    return path


def test_the_inbox_and_the_task_say_what_is_owed_and_until_when(browser_of, task):
    commerce = browser_of("tangqian")

    assert "本部门待补交的意见" in words(commerce.get("/inbox"))
    assert "2026-03-09" in words(commerce.get(task))
    assert "补交意见" in words(commerce.get(task))


def test_an_opinion_is_supplied_on_the_page_of_the_task(browser_of, number, task):
    commerce, path = browser_of("tangqian"), f"{task}/late-opinion"
    commerce.get(task)

    refused = commerce.send(path, {"opinion": "disagree", "reason": ""})
    given = commerce.send(
        path, {"opinion": "disagree", "reason": "任职资格不足"}, follow_redirects=True
    )

    assert (refused.status_code, "须说明理由" in words(refused)) == (422, True)
    assert "意见已补交" in words(given)
    assert "任职资格不足" in words(browser_of("zhangzhiyuan").get(f"/cases/{number}"))
    assert "本部门待补交的意见" not in words(commerce.get("/inbox"))


def test_supervision_finds_one_card_for_a_silent_step_with_its_warning_behind(
    browser_of, number, task
):
    supervisor = browser_of("caishoucheng")
    listed, case = supervisor.get("/cards").text, supervisor.get(f"/cases/{number}").text

    assert ("部门意见超时默认</a>" in listed, listed.count("（超时默认同意）")) == (True, 1)
    assert "此前预警：" in case


def test_the_navigation_counts_what_is_owed(browser_of, task):
    assert "1 待补交意见" in words(browser_of("tangqian").get("/cases"))
    assert "待补交意见" not in words(browser_of("zhangzhiyuan").get("/cases"))


def test_who_reads_english_reads_of_cards_in_english(browser_of, task):
    supervisor = browser_of("caishoucheng")
    supervisor.get("/cards")
    supervisor.send("/language", {"language": "en"})
    listed = words(supervisor.get("/cards"))
    commerce = browser_of("tangqian")
    commerce.send("/language", {"language": "en"})

    assert "agreement to “Approve (silence agrees)”" in words(commerce.get("/notices"))
    assert "A department’s opinion taken by default" in listed
    assert "Approve (silence agrees)" in listed
