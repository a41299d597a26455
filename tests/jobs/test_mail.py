"""E-mail says the same under the same id, in Chinese, and tells trouble that passes from other."""

from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from app.config import Unsafe
from app.jobs.mail import MailFiles, MailServer, carrier
from app.usecases.jobs.failing import Barred, Down, Failed, Hopeless
from app.usecases.letters.carrying import Told
from tests.browser.live import free_port

SENDER = "联审中心 <noreply@example.gov.cn>"
TOLD = Told("1:notice.overdue:7:email:3", "2026-000017：时限已过", "2026-000017：请登录。\n")


class Mailbox:
    """A mail server's memory; it answers recipients as the test tells it."""

    def __init__(self):
        self.sender, self.answer, self.got = "250 OK", "250 OK", []

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        return self.sender

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope):
        self.got.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def mailbox():
    """Where a mail server on this machine puts what it gets."""
    return Mailbox()


@pytest.fixture
def server(mailbox):
    """The way to that server."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield MailServer("127.0.0.1", controller.port, SENDER, safe=False)
    controller.stop()


def test_a_message_arrives_in_chinese(server, mailbox):
    server.carry("li@example.gov.cn", TOLD)

    (got,) = mailbox.got
    assert (got["Subject"], got["From"]) == (TOLD.subject, SENDER)
    assert got.get_content().splitlines() == TOLD.text.splitlines()


def test_a_repetition_has_the_same_id(server, mailbox):
    server.carry("li@example.gov.cn", TOLD)
    server.carry("li@example.gov.cn", TOLD)

    assert len({got["Message-ID"] for got in mailbox.got}) == 1


@pytest.mark.parametrize(
    ("answer", "kind"), [("550 unknown", Hopeless), ("451 later", Failed), ("421 closing", Down)]
)
def test_what_is_refused_for_good_or_for_everybody_is_told_apart(server, mailbox, answer, kind):
    mailbox.answer = answer
    with pytest.raises(Failed) as failed:
        server.carry("li@example.gov.cn", TOLD)

    assert type(failed.value) is kind


def test_a_sender_who_is_refused_is_so_with_every_letter(server, mailbox):
    mailbox.sender = "550 not you"
    with pytest.raises(Barred):
        server.carry("li@example.gov.cn", TOLD)


def test_a_server_that_is_not_there_may_be_there_later():
    with pytest.raises(Down) as failed:
        MailServer("127.0.0.1", 1, SENDER, safe=False).carry("li@example.gov.cn", TOLD)

    assert not isinstance(failed.value, Hopeless)
    assert "it refuses the connection" in failed.value.message


def test_a_file_is_written_once(tmp_path):
    files = MailFiles(tmp_path / "mail", SENDER)
    files.carry("li@example.gov.cn", TOLD)
    files.carry("li@example.gov.cn", TOLD)

    (file,) = (tmp_path / "mail").iterdir()
    assert message_from_bytes(file.read_bytes(), policy=default)["Subject"] == TOLD.subject


def test_a_setting_names_server_port_user_and_password(tmp_path):
    made = carrier("smtp://li%40gov.cn:p%3Aw@mail.example.gov.cn", SENDER, tmp_path)

    assert (made.host, made.port, made.user, made.password) == (
        "mail.example.gov.cn",
        587,
        "li@gov.cn",
        "p:w",
    )
    assert "p:w" not in repr(made)


@pytest.mark.parametrize("setting", ["mail.example.gov.cn", "http://example.gov.cn", "smtp://"])
def test_a_setting_that_names_no_server_is_refused(setting, tmp_path):
    with pytest.raises(Unsafe):
        carrier(setting, SENDER, tmp_path)


def test_without_a_sender_nothing_starts(tmp_path):
    with pytest.raises(Unsafe):
        carrier("file:", "联审中心", tmp_path)
