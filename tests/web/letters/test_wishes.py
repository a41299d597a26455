"""People say where they are reached, and which notices they want outside of the house."""

import pytest
from sqlalchemy import select

from app.jobs.mail import MailFiles
from app.storage.office.people import Person
from app.usecases.letters.habits import notice_rules
from app.usecases.letters.notice_file import EMAIL
from tests.usecases.desk import Desk
from tests.web.pages.browsing import Browser, words


@pytest.fixture
def clerk(served, tmp_path):
    """The browser of an examiner, in a house that writes e-mail."""
    served.extensions["carriers"] = {"email": MailFiles(tmp_path, "联审 <noreply@example.gov.cn>")}
    return Browser(served, "xuchangqing")


def person(served):
    desk = Desk(served.extensions["parts"])
    return desk.all(select(Person).where(Person.username == "xuchangqing"))[0]


def test_who_wishes_nothing_gets_what_the_office_sends(clerk):
    page = clerk.get("/wishes")

    assert "办理时限已过" in words(page)
    usual = [one for one in notice_rules().of_staff if EMAIL in one.by]
    assert page.text.count(" checked") == len(usual)


def test_wishes_are_kept(served, clerk):
    clerk.get("/wishes")
    fields = {"email": "xu@example.gov.cn", "phone": "", "by_email": "notice.overrun"}
    clerk.send("/wishes", fields)

    assert person(served).email == "xu@example.gov.cn"
    assert person(served).wishes == {"email": ["notice.overrun"], "sms": []}


def test_the_office_s_habit_comes_back(served, clerk):
    clerk.get("/wishes")
    clerk.send("/wishes", {"as_office": "yes"})

    assert person(served).wishes is None


def test_everything_wrong_is_told_at_once_and_nothing_is_lost(served, clerk):
    clerk.get("/wishes")
    answer = clerk.send("/wishes", {"email": "xu@", "phone": "?"})

    assert answer.status_code == 422
    assert "不是电子邮箱地址" in words(answer)
    assert 'value="xu@"' in answer.text


def test_a_house_without_a_way_out_says_so(served):
    page = Browser(served, "xuchangqing").get("/wishes")

    assert "本机构未开通邮件和短信" in words(page)
