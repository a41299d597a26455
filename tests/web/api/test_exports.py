"""Programs ask for long lists, too: 202, then the content, for the asker alone."""

import csv
import io

import pytest

from app.jobs import exports
from tests.web.speaking import HAND_IN

ASKED = {"what": "cases", "filter": {"state": "submitted"}}


@pytest.fixture
def clerk(client_of):
    """A window clerk with two cases."""
    clerk = client_of("zhouwenjing")
    for _ in range(2):
        clerk.post("/cases", json=HAND_IN)
    return clerk


@pytest.fixture
def made(served, clerk):
    """An export that can be fetched."""
    asked = clerk.post("/exports", json=ASKED)
    with served.app_context():
        exports.make_some()
    return asked.json["id"]


def test_a_list_is_asked_for_and_fetched(clerk, made):
    assert clerk.get(f"/exports/{made}").json["state"] == "ready"
    table = clerk.get(f"/exports/{made}/content")

    lines = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert (table.status_code, len(lines)) == (200, 4)
    assert [one["id"] for one in clerk.get("/exports").json["items"]] == [made]


def test_asking_is_taken_and_answered_at_once(clerk):
    asked = clerk.post("/exports", json=ASKED)

    assert (asked.status_code, asked.json["state"]) == (202, "waiting")
    assert asked.json["filter"] == {"state": "submitted"}
    assert clerk.get(f"/exports/{asked.json['id']}/content").status_code == 409


def test_the_same_key_asks_once(clerk):
    first, again = (clerk.post("/exports", json=ASKED, key="k-1") for _ in range(2))

    assert first.json["id"] == again.json["id"]
    assert len(clerk.get("/exports").json["items"]) == 1


def test_others_do_not_know_of_it(client_of, made):
    for other in ("chengxiao", "caishoucheng"):
        assert client_of(other).get(f"/exports/{made}").status_code == 404
        assert client_of(other).get(f"/exports/{made}/content").status_code == 404
        assert client_of(other).get("/exports").json["items"] == []


def test_what_has_expired_is_gone(set_clock, clerk, made):
    set_clock("2026-03-12T09:00")

    assert clerk.get(f"/exports/{made}/content").status_code == 410
    assert clerk.get(f"/exports/{made}").json["state"] == "expired"


@pytest.mark.parametrize(
    "asked",
    [
        {"what": "secrets"},
        {"what": "cases", "filter": {"state": "nowhere", "who": "me"}},
        {"what": "cases", "filter": {"limit": 1}},
        {"what": "due_soon", "filter": {"due_within": "soon"}},
        {"what": "cards", "filter": {"from": "yesterday"}},
    ],
)
def test_a_filter_the_list_does_not_know_is_refused(clerk, asked):
    assert clerk.post("/exports", json=asked).status_code == 422
