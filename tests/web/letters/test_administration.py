"""Letters for the administrator: which came to nothing, and what to do about it."""

import re

import pytest
from sqlalchemy import select

from app.storage.post.letters import Letter
from tests.web.pages.browsing import Browser, words


@pytest.fixture
def desk(late, carry, monkeypatch):
    """An office whose only letter came to nothing, because its mail server is not there."""
    monkeypatch.setattr("app.usecases.letters.addressing.ATTEMPTS", 1)
    carry()
    return late


@pytest.fixture
def browser(served, desk):
    """The administrator's browser."""
    return Browser(served, "chengxiao")


def states(desk):
    return desk.all(select(Letter.state).where(Letter.person_id.is_not(None)))


def test_what_came_to_nothing_is_shown_with_its_reason(desk, browser):
    page = browser.get("/admin/letters?state=failed")

    assert desk.number in words(page)
    assert "无法连接邮件服务器" in words(page)


def test_it_is_tried_again(desk, browser):
    page = browser.get("/admin/letters").text
    browser.send(re.search(r"/admin/letters/\d+/retry", page)[0])

    assert states(desk) == ["open"]


def test_it_is_dropped_with_a_reason(desk, browser):
    page = browser.get("/admin/letters").text
    browser.send(re.search(r"/admin/letters/\d+/drop", page)[0], {"reason": "已电话告知"})

    assert states(desk) == ["dropped"]


def test_it_is_counted(desk, browser):
    said = browser.get("/metrics").text

    assert "lianshen_failed_letters 1.0" in said
    assert "lianshen_open_letters 0.0" in said


def test_a_carrier_that_lets_nothing_through_is_told_with_what_waits(served, late, carry):
    for minute in range(5):
        late.wait_until(f"2026-04-20T1{minute}:00")
        carry()
    browser = Browser(served, "chengxiao")
    page = browser.get("/incidents")

    assert "电子邮件自2026-04-20 10:00起无法发出" in words(page)
    assert "/admin/letters?channel=email" in page.text
    assert "条消息等待外发" in words(browser.get("/admin/letters?channel=email"))


def test_others_do_not_see_it(served, desk):
    assert Browser(served, "xuchangqing").get("/admin/letters").status_code == 403
