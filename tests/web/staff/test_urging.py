"""Urges on screen: the applicant's, who has seen them, and from a cell of the joint board."""

import re

import pytest

from tests.web.pages.browsing import Browser, words


@pytest.fixture
def party(served, case):
    """The browser of the applicant of the case."""
    browser = Browser(served)
    browser.get("/status")
    browser.send("/status", {"number": case["number"], "code": case["code"]})
    return browser


def test_the_applicant_urges_once_and_sees_when_again_and_that_it_was_seen(party, case, browser_of):
    status, task = f"/status/{case['number']}", f"/tasks/{case['tasks'][0]['id']}"
    assert "系统立即通知当前承办人员" in words(party.get(status))

    party.send(f"{status}/urge")
    page = words(party.get(status))
    assert "尚未查看" in page
    assert "2026-03-03 起可以再次催办" in page
    clerk = browser_of("zhouwenjing")
    assert f'hx-post="{task}/urges/read"' in clerk.get(task).text

    clerk.send(f"{task}/urges/read", headers={"HX-Request": "true"})

    assert "承办人员已阅" in words(party.get(status))
    assert "周文静已查看" in words(clerk.get(task))


def test_a_second_urge_is_refused_with_the_day_of_the_next(party, case):
    status = f"/status/{case['number']}"
    party.get(status)
    party.send(f"{status}/urge")

    answer = party.send(f"{status}/urge", follow_redirects=True)

    assert "您已经催办，2026-03-03 起可以再次催办" in words(answer)


def test_a_cell_of_the_board_is_urged_by_the_lead_and_others_urge_their_own_department(
    browser_of, in_review
):
    path, lead = f"/cases/{in_review['number']}/board", browser_of("lixuemei")
    cells = re.findall(r'formaction="(/tasks/[^"]+/urge)"', lead.get(path).text)
    assert len(cells) == 4

    answer = lead.send(cells[0], {"back": "board"}, follow_redirects=True)

    assert "已催办 1 次" in words(answer)
    assert browser_of("xuchangqing").get(path).text.count("formaction") == 1


def test_the_board_that_is_followed_carries_no_token(examiner, in_review):
    assert "csrf_token" not in examiner.get(f"/cases/{in_review['number']}/board/matrix").text


def test_the_list_of_boards_is_sent_again_only_when_it_changed(examiner, task):
    tag = examiner.get("/board/rows").headers["ETag"]
    same = examiner.get("/board/rows", headers={"If-None-Match": tag})
    examiner.get("/board")
    examiner.send(f"{task}/claim")

    other = examiner.get("/board/rows", headers={"If-None-Match": tag})

    assert (same.status_code, other.status_code) == (304, 200)


def test_how_often_a_case_was_urged_stands_in_the_table_to_take_along(examiner, browser_of, task):
    browser_of("zhangzhiyuan").send(f"{task}/urge", {"reason": ""})

    table = examiner.get("/cases.csv").text

    assert "催办次数" in table
    assert table.strip().splitlines()[-1].endswith(',"1"')
