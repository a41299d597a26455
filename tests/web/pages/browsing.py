"""How tests use pages: like a browser without scripts, with cookies and CSRF tokens."""

import re
from html import unescape
from io import BytesIO

from flask.testing import FlaskClient

from app.signin import TOKEN
from tests.office import TEA
from tests.web.speaking import PARTY, token_for

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


class Browser(FlaskClient):
    """A client that remembers the CSRF token of the page it saw last."""

    def __init__(self, app, username=None):
        super().__init__(app, app.response_class)
        self.token = ""
        if username:
            with self.session_transaction() as session:
                session[TOKEN] = token_for(app, username)

    def open(self, *args, **kwargs):
        answer = super().open(*args, **kwargs)
        if answer.mimetype == "text/html" and (found := CSRF.search(answer.text)):
            self.token = found[1]
        return answer

    def send(self, path, fields=None, **kwargs):
        """Post a form of the page seen last."""
        sent = {**(fields or {}), "csrf_token": self.token}
        return self.post(path, data=sent, content_type="multipart/form-data", **kwargs)

    def hand_in(self, path="/items/enterprise_setup/apply", **fields):
        """Fill in the application of the tea house and hand it in."""
        self.get(path)
        return self.send(path, application(**fields))


def application(**other):
    """The fields of the application of the tea house, some of them otherwise."""
    fields = {f"applicant.{name}": value for name, value in PARTY.items()}
    fields |= {f"answers.{name}": value for name, value in TEA.items() if name != "promise"}
    return (
        fields | {"answers.promise": "true"} | {k.replace("__", "."): v for k, v in other.items()}
    )


def pdf(name="章程.pdf"):
    """A small file to hand in."""
    return BytesIO(PDF), name


def words(answer):
    """What a page says, without its tags."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)))


def number_and_code(answer):
    """What the page after handing in tells once."""
    number = re.search(r'big-number">([0-9-]+)<', answer.text)[1]
    return number, re.search(r'code-once">([0-9A-Z-]+)<', answer.text)[1]


def link(answer, part):
    """The first address on a page that contains some text."""
    return next(unescape(url) for url in re.findall(r'href="([^"]+)"', answer.text) if part in url)
