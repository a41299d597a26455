"""The page of a body without an account: one question, one answer, nothing else."""

import pytest

from tests.web.pages.browsing import Browser, pdf, words
from tests.web.speaking import HAND_IN, PARTY

ASKED = {"to": "body", "body": "滨江区消防协会", "text": "该场所是否符合行业安全规范？"}


@pytest.fixture
def asked(client_of):
    """A question to an association, as whoever asked it sees it."""
    clerk = client_of("zhouwenjing")
    task = clerk.post("/cases", json=HAND_IN).json["tasks"][0]
    return clerk, clerk.post(f"/tasks/{task['id']}/questions", json=ASKED).json


@pytest.fixture
def browser(served):
    """Somebody without an account."""
    return Browser(served)


def address(question):
    return question["link"].removeprefix("http://localhost")


def test_a_body_sees_the_question_and_nothing_of_the_applicant(browser, asked):
    page = browser.get(address(asked[1]))

    assert page.status_code == 200
    assert ASKED["text"] in words(page)
    assert PARTY["name"] not in page.text


def test_it_answers_once_with_a_file(browser, asked):
    clerk, question = asked
    browser.get(address(question))
    sent = {"text": "符合", "person": "张伟", "file": pdf("意见.pdf")}
    assert "已收到您的答复" in words(browser.send(address(question), sent))

    again = browser.send(address(question), {"text": "不符合"})

    assert again.status_code == 409
    (shown,) = clerk.get(f"/cases/{question['case']}/questions").json["items"]
    assert (shown["answer"], shown["link"]) == ("符合", None)
    files = clerk.get(f"/cases/{question['case']}/materials").json["items"]
    assert [one["name"] for one in files] == ["意见.pdf"]


def test_an_earlier_link_and_a_guessed_one_open_nothing(browser, asked):
    clerk, question = asked
    place = f"/cases/{question['case']}/questions/{question['id']}/link"
    renewed = clerk.post(place, key="a").json

    assert browser.get(address(question)).status_code == 404
    assert browser.get(address(renewed)).status_code == 200
    assert browser.get(f"/consultation/{question['id']}/{'0' * 40}").status_code == 404
    assert browser.get(f"/consultation/{question['id']}/零").status_code == 404


def test_a_link_that_has_expired_says_so(browser, asked, set_clock):
    set_clock("2026-03-10T09:00")

    assert "此链接已失效" in words(browser.get(address(asked[1])))


def test_nothing_typed_is_lost_and_nobody_else_learns_the_link(browser, client_of, asked):
    browser.get(address(asked[1]))
    refused = browser.send(address(asked[1]), {"text": " ", "person": "张伟"})

    assert refused.status_code == 422
    assert "张伟" in refused.text
    seen = client_of("yuanmingde").get(f"/cases/{asked[1]['case']}/questions").json["items"]
    assert [one["link"] for one in seen] == [None]
