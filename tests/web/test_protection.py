"""What stands between the product and strangers."""

import pytest
from flask import Blueprint

from app import permissions
from app.permissions import Undeclared


@pytest.fixture
def browser(make_app, office_url):
    """A browser without anybody behind it."""
    return make_app(office_url).test_client()


def test_a_route_that_does_not_say_who_may_come_stops_the_start(make_app):
    app = make_app("sqlite://")
    silent = Blueprint("silent", __name__)
    silent.add_url_rule("/silent", "view", lambda: "secret")
    app.register_blueprint(silent)

    with pytest.raises(Undeclared, match=r"silent\.view"):
        permissions.register(app)


def test_every_answer_forbids_what_a_page_never_needs(browser):
    headers = browser.get("/signin").headers

    assert "'unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("page", ["/status", "/verify", "/signin", "/api/v1/items"])
def test_what_tells_of_cases_is_not_for_search_engines(browser, page):
    assert browser.get(page).headers["X-Robots-Tag"] == "noindex"


def test_the_public_finds_the_items(browser):
    assert "X-Robots-Tag" not in browser.get("/items").headers


def test_a_deed_from_another_site_is_refused(browser):
    sent = {"username": "zhouwenjing", "password": "x"}

    assert browser.post("/signin", data=sent).status_code == 400


def test_a_stranger_is_led_to_the_door_and_back(browser):
    answer = browser.get("/cases?state=accepted")

    assert answer.status_code == 302
    assert "/signin?next=" in answer.headers["Location"]


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE"])
def test_methods_nobody_asked_for_are_refused(browser, method):
    assert browser.open("/signin", method=method).status_code in {400, 405}


def test_an_unknown_page_is_told_plainly(browser):
    answer = browser.get("/nowhere/<script>alert(1)</script>")

    assert answer.status_code == 404
    assert b"<script>alert" not in answer.data


def test_a_failure_tells_nothing_about_itself(make_app, office_url):
    app = make_app(office_url, PROPAGATE_EXCEPTIONS=False)
    view = permissions.may_come(permissions.ANYBODY)(lambda: {}["inner secret"])
    app.add_url_rule("/failing", "failing", view)

    answer = app.test_client().get("/failing")

    assert answer.status_code == 500
    assert b"inner secret" not in answer.data
