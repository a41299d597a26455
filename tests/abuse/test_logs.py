"""Rows G29, G30: logs and numbers tell what happened and nothing of the people it is about."""

import json
from contextlib import contextmanager
from io import BytesIO, StringIO

import pytest
import structlog
from sqlalchemy import text

from app.permissions import ANYBODY, may_come
from app.unit_of_work import the_parts
from tests.office import TEA
from tests.web.pages.browsing import Browser
from tests.web.speaking import ACCEPT, HAND_IN, PARTY

PLANTED = (PARTY["id_number"], PARTY["phone"], TEA["representative_id"])


@pytest.fixture
def databases(sqlite_databases):
    """One kind will do: what is tested here asks no database."""
    return sqlite_databases


@pytest.fixture
def open_app(make_app, office_url):
    """The office as it answers others: failures are answered and logged."""
    return make_app(office_url, RATELIMIT_ENABLED=False, PROPAGATE_EXCEPTIONS=False)


@contextmanager
def logged():
    """Collect what is logged meanwhile, as it is written."""
    lines = StringIO()
    before = structlog.get_config()["logger_factory"]
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(lines))
    try:
        yield lines
    finally:
        structlog.configure(logger_factory=before)


def failing(app, path, fail):
    """Give the app an address that fails."""
    app.add_url_rule(path, path.strip("/"), may_come(ANYBODY)(fail))


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("a\n" + json.dumps({"level": "info", "event": "fake"}), id="G29 a line"),
        pytest.param("\x1b[2J\x1b[31mred", id="G29 ANSI"),
        pytest.param("\x9b2J", id="G29 C1"),
        pytest.param("abc\u202egpj", id="G29 direction"),
        pytest.param("x" * 2**20, id="G29 a megabyte"),
    ],
)
def test_what_is_logged_stays_one_short_line_without_hidden_signs(open_app, said):
    failing(open_app, "/failing/<path:said>", lambda said: {}[said])

    with logged() as lines:
        answer = open_app.test_client().get(
            f"/failing/{said}", headers={"User-Agent": "\x1b" + "x" * 2**16}
        )

    (line,) = lines.getvalue().splitlines()
    assert answer.status_code == 500
    assert all(sign.isprintable() for sign in line)
    assert len(line) < 50_000
    assert json.loads(line)["event"] == "a request failed"


def test_G30_a_statement_that_fails_is_logged_without_its_values(open_app):
    def fail():
        with the_parts().database.writing() as session:
            session.execute(text("INSERT INTO nowhere VALUES (:number)"), {"number": PLANTED[0]})

    failing(open_app, "/failing", fail)

    with logged() as lines:
        open_app.test_client().get("/failing")

    assert "nowhere" in lines.getvalue()
    assert PLANTED[0] not in lines.getvalue()


def test_G30_no_number_of_a_person_is_in_logs_measures_or_addresses(open_app, caplog):
    party, clerk, addresses = Browser(open_app), Browser(open_app, "zhouwenjing"), []

    with logged() as lines:
        addresses.append(party.hand_in().headers["Location"])
        party.get("/submitted")
        wrong = HAND_IN | {"answers": TEA | {"staff_count": "many"}}
        clerk.post("/api/v1/cases", json=wrong)
        party.hand_in(answers__staff_count="many")
        number = clerk.get("/api/v1/cases").json["items"][0]["number"]
        addresses.append(clerk.get(f"/status/{number}").request.url)
        clerk.get("/cases", query_string={"q": PARTY["name"]})
        task = clerk.get("/api/v1/tasks").json["items"][0]["id"]
        clerk.post(f"/api/v1/tasks/{task}/complete", json=ACCEPT)
        clerk.post("/api/v1/cases", data=BytesIO(b"\xff" + PLANTED[0].encode()))
    measures = open_app.test_client().get("/metrics").text

    told = lines.getvalue() + caplog.text + measures + str(addresses)
    assert not [number for number in PLANTED if number in told]
    assert number not in measures
