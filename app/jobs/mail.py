"""Notices by e-mail: to a mail server, or into files where there is none to write to."""

import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.config import Unsafe
from app.usecases.jobs.failing import Barred, Down, Failed, Hopeless
from app.usecases.letters.carrying import Told

SECONDS = 20
PORTS = {"smtp": 587, "smtps": 465}
CLOSING = 421
"""Whatever was asked, the server takes nothing more now."""
UNREACHED: dict[type[OSError], str] = {
    ssl.SSLCertVerificationError: (
        "The mail server could not be reached: its certificate does not hold."
    ),
    ConnectionRefusedError: "The mail server could not be reached: it refuses the connection.",
    TimeoutError: "The mail server could not be reached: it does not answer in time.",
    socket.gaierror: "The mail server could not be reached: its name is not known.",
}
"""What one meets most, in words; anything else is told by the name of its error."""


@dataclass(frozen=True)
class MailFiles:
    """Puts each message into a file of its own, for development and trials."""

    folder: Path
    sender: str

    def carry(self, to: str, told: Told) -> None:
        """Write it; the same one again writes the same file."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{name_of(told)}.eml"
        (self.folder / name).write_bytes(message(self.sender, to, told).as_bytes(policy=SMTP))


@dataclass(frozen=True)
class MailServer:
    """Sends to a mail server; in the clear only to one on this machine."""

    host: str
    port: int
    sender: str
    safe: bool
    user: str = ""
    password: str = field(default="", repr=False)

    def carry(self, to: str, told: Told) -> None:
        """Send it.

        :raises Barred: the server takes nothing from this office.
        :raises Down: it cannot be reached, or takes nothing now.
        :raises Hopeless: it knows no such address, or does not take this message.
        :raises Failed: it asks to come again with it.
        """
        try:
            with self._server() as server:
                server.send_message(message(self.sender, to, told))
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            raise _refused(code, Hopeless, Failed) from refused
        except smtplib.SMTPDataError as refused:
            raise _refused(refused.smtp_code, Hopeless, Failed) from refused
        except smtplib.SMTPResponseException as refused:
            raise _refused(refused.smtp_code, Barred, Down) from refused
        except (OSError, smtplib.SMTPException) as error:
            raise _unreached(error) from error

    def _server(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.safe:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
            if not _is_here(self.host):
                server.starttls(context=context)
        if self.user:
            server.login(self.user, self.password)
        return server


def carrier(setting: str, sender: str, folder: Path) -> MailFiles | MailServer:
    """Return the way of e-mail that a setting names.

    :param setting: ``file:``, ``smtp://user:password@host:587`` or ``smtps://…``.
    :raises Unsafe: it names none, or no sender is given.
    """
    if not parseaddr(sender)[1].partition("@")[2]:
        raise Unsafe("LIANSHEN_MAIL_FROM is an address like “联审中心 <noreply@example.gov.cn>”.")
    if setting == "file:":
        return MailFiles(folder, sender)
    url = urlsplit(setting)
    if url.scheme not in PORTS or not url.hostname:
        raise Unsafe("LIANSHEN_MAIL is file:, smtp://user:password@host:587 or smtps://host.")
    user, password = unquote(url.username or ""), unquote(url.password or "")
    port, safe = url.port or PORTS[url.scheme], url.scheme == "smtps"
    return MailServer(url.hostname, port, sender, safe, user, password)


def message(sender: str, to: str, told: Told) -> EmailMessage:
    """Return a message; its id stays the same however often it is sent.

    >>> told = Told("1:notice.ended:end:email:7", "2026-000017：已办结", "请登录查看。")
    >>> message("联审中心 <noreply@example.gov.cn>", "li@example.gov.cn", told)["Message-ID"]
    '<4eae3c6b9d68ca74df0ceb2963d6e6b0@example.gov.cn>'
    """
    name, address = parseaddr(sender)
    made = EmailMessage()
    made["From"] = Address(name, addr_spec=address)
    made["To"], made["Subject"] = to, told.subject
    made["Message-ID"] = f"<{name_of(told)}@{address.partition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(told.text)
    return made


def name_of(told: Told) -> str:
    """Return the key of a letter in letters that every mail system knows."""
    return sha256(told.key.encode()).hexdigest()[:32]


def _unreached(error: OSError | smtplib.SMTPException) -> Down:
    """Return why the server was not reached, in words for what one meets most."""
    told = next((said for kind, said in UNREACHED.items() if isinstance(error, kind)), None)
    if told is not None:
        return Down("mail.unreachable", told)
    message = "The mail server could not be reached: %(why)s"
    return Down("mail.unreachable", message, why=type(error).__name__)


def _refused(code: int, for_good: type[Failed], now: type[Failed]) -> Failed:
    kind = for_good if 500 <= code < 600 else Down if code == CLOSING else now
    return kind("mail.refused", "The mail server answered %(status)s.", status=code)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
