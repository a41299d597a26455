"""Letters for the administrator: which came to nothing, and what to do about it."""

import re

import pytest
from sqlalchemy import select

from app.jobs import letters
from app.jobs.mail import MailServer
from app.storage.letters import Letter
from app.usecases.letters.wishing import Wishes, wish
from tests.usecases.desk import Desk
from tests.web.pages.browsing import Browser, words

NOWHERE = MailServer("127.0.0.1", 1, "联审 <noreply@example.gov.cn>", safe=False)


@pytest.fixture
def desk(served, monkeypatch):
    """An office whose only letter came to nothing, because its mail server is not there."""
    monkeypatch.setattr("app.usecases.letters.addressing.ATTEMPTS", 1)
    served.extensions["carriers"] = {"email": NOWHERE}
    desk = Desk(served.extensions["parts"])
    person = int(desk.actor("xuchangqing").id.removeprefix("person:"))
    desk.do("xuchangqing", wish, person, Wishes("xu@example.gov.cn", "", None))
    desk.accepted()
    desk.wait_until("2026-04-20T09:00")
    desk.pass_due()
    with served.app_context():
        letters.carry_all()
    return desk


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
    browser.send(re.search(r"/incidents/\d+/retry", page)[0])

    assert states(desk) == ["open"]


def test_it_is_dropped_with_a_reason(desk, browser):
    page = browser.get("/admin/letters").text
    browser.send(re.search(r"/incidents/\d+/skip", page)[0], {"reason": "已电话告知"})

    assert states(desk) == ["dropped"]


def test_it_is_counted(desk, browser):
    said = browser.get("/metrics").text

    assert "lianshen_failed_letters 1.0" in said
    assert "lianshen_open_letters 0.0" in said


def test_others_do_not_see_it(served, desk):
    assert Browser(served, "xuchangqing").get("/admin/letters").status_code == 403
