"""Fixtures of letters on the web: a mail server that is not there, and one who waits for it."""

import pytest

from app.jobs import letters
from app.jobs.mail import MailServer
from app.usecases.letters.wishing import Wishes, wish
from tests.usecases.desk import Desk

NOWHERE = MailServer("127.0.0.1", 1, "联审 <noreply@example.gov.cn>", safe=False)


@pytest.fixture
def late(served):
    """A case whose tax office is late; the e-mail about it cannot leave the house."""
    served.extensions["carriers"] = {"email": NOWHERE}
    desk = Desk(served.extensions["parts"])
    person = int(desk.actor("xuchangqing").id.removeprefix("person:"))
    desk.do("xuchangqing", wish, person, Wishes("xu@example.gov.cn", "", None))
    desk.accepted()
    desk.wait_until("2026-04-20T09:00")
    desk.pass_due()
    return desk


@pytest.fixture
def carry(served):
    """Lets every letter that is due be tried, some minutes after the last time."""

    def run():
        with served.app_context():
            return letters.carry_all()

    return run
