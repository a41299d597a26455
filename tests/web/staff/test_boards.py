"""The joint board on screen: what it shows, that it only answers what changed, and to whom."""

import pytest

from tests.web.pages.browsing import words


@pytest.fixture
def path(in_review):
    """The board of the case."""
    return f"/cases/{in_review['number']}/board"


def test_the_board_shows_departments_and_what_they_are_asked(examiner, path):
    page = examiner.get(path)

    assert "税务登记预审" in words(page)
    assert "税务局" in words(page)
    assert "未到环节" not in words(page)
    assert "未到环节" in words(examiner.get(f"{path}?steps=all"))


def test_the_case_and_the_list_of_cases_lead_to_it(examiner, path):
    assert f'href="{path}"' in examiner.get(path.removesuffix("/board")).text
    assert f'href="{path}"' in examiner.get("/board").text
    assert 'href="/board"' in examiner.get("/cases").text


def test_what_has_not_changed_is_not_sent_again(examiner, path, task):
    tag = examiner.get(f"{path}/matrix").headers["ETag"]
    same = examiner.get(f"{path}/matrix", headers={"If-None-Match": tag})
    examiner.get(path)
    examiner.send(f"{task}/claim")
    other = examiner.get(f"{path}/matrix", headers={"If-None-Match": tag})

    assert (same.status_code, same.text) == (304, "")
    assert (other.status_code, "李雪梅" in other.text) == (200, True)


def test_programs_read_the_same_board(client_of, in_review):
    told = client_of("lixuemei").get(f"/cases/{in_review['number']}/board").json

    asked = {row["department"]: row["cells"] for row in told["rows"]}
    assert asked["tax"]["prereview_tax"]["state"] == "waiting"
    assert asked["tax"]["prereview_tax"]["light"] == "green"
    assert asked["market_regulation"]["approve_registration"]["state"] == "not_yet"


def test_a_board_is_for_those_who_may_see_the_case(client_of, browser_of, path):
    assert client_of("luojun").get(path).status_code == 404
    assert browser_of("luojun").get(path).status_code == 404
    assert "没有在办办件" in words(browser_of("luojun").get("/board"))


def test_who_sees_everything_sees_every_running_case(browser_of, in_review):
    shown = browser_of("caishoucheng").get("/board").text

    assert in_review["number"] in shown
    assert "全部在办办件" in shown
