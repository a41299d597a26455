"""The door for staff."""

import pytest

from app.signin import TOKEN
from app.storage.office import people
from app.usecases.people import entering
from tests.web.pages.browsing import Browser, words

PASSWORD = "a calm blue morning"


@pytest.fixture
def clerk(served):
    """A browser at the door; a clerk has a password."""
    with served.extensions["parts"].database.writing() as session:
        person = people.by_username(session, "zhouwenjing")
        person.password_hash = entering.hashed(PASSWORD)
    browser = Browser(served)
    browser.get("/signin")
    return browser


def sign_in(browser, password=PASSWORD, **fields):
    return browser.send("/signin", {"username": "zhouwenjing", "password": password} | fields)


def test_name_and_password_open_the_door(clerk):
    assert sign_in(clerk, next="/desk").location == "/desk"
    assert clerk.get("/desk").status_code == 200


def test_who_is_not_signed_in_is_asked_and_led_back(visitor):
    assert visitor.get("/desk?q=1").location == "/signin?next=/desk?q%3D1"


@pytest.mark.parametrize(
    "evil", ["//evil.example", "https://evil.example", "/\\evil", "javascript:1"]
)
def test_the_way_on_leads_nowhere_else(clerk, evil):
    assert sign_in(clerk, next=evil).location == "/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(clerk):
    wrong = sign_in(clerk, "wrong")
    unknown = sign_in(clerk, username="nobody")

    assert wrong.status_code == unknown.status_code == 422
    assert "用户名或密码不正确" in words(wrong)
    assert "用户名或密码不正确" in words(unknown)


def test_after_a_wrong_password_the_language_leads_back_to_the_door(clerk):
    wrong = sign_in(clerk, "wrong")

    assert 'name="next" value="/signin?"' in wrong.text


def test_the_way_on_outlasts_a_wrong_password(clerk):
    on = "/signin?next=/desk"

    wrong = clerk.send(on, {"username": "zhouwenjing", "password": "wrong"})

    assert f'action="{on}"' in wrong.text
    assert clerk.send(on, {"username": "zhouwenjing", "password": PASSWORD}).location == "/desk"


def test_an_account_is_locked_after_five_wrong_passwords(clerk):
    for _ in range(5):
        sign_in(clerk, "wrong")

    assert sign_in(clerk).status_code == 422


def test_signing_in_gives_a_new_session(clerk):
    with clerk.session_transaction() as session:
        session["planted"] = "by somebody"
    sign_in(clerk)

    with clerk.session_transaction() as session:
        assert set(session) <= {TOKEN, "csrf_token"}


def test_signing_out_closes_the_door_on_the_server_too(served, clerk):
    sign_in(clerk)
    clerk.get("/desk")
    with clerk.session_transaction() as session:
        token = session[TOKEN]
    answer = clerk.send("/signout")

    assert "cache" in answer.headers["Clear-Site-Data"]
    thief = Browser(served)
    with thief.session_transaction() as session:
        session[TOKEN] = token
    assert thief.get("/desk").status_code == 302


def test_the_language_is_changed_by_a_switch(visitor):
    visitor.get("/items")
    visitor.send("/language", {"language": "en", "next": "/items"})

    assert "What you can apply for" in words(visitor.get("/items"))


def test_a_password_is_changed_with_all_faults_told_at_once(clerk):
    sign_in(clerk)
    clerk.get("/password")
    answer = clerk.send("/password", {"old": "wrong", "new": "short", "again": "other"})

    assert answer.status_code == 422
    for place in ("old", "new", "again"):
        assert f'href="#{place}"' in answer.text


def test_a_changed_password_is_the_one_that_opens(served, clerk):
    sign_in(clerk)
    clerk.get("/password")
    new = "another calm evening"
    clerk.send("/password", {"old": PASSWORD, "new": new, "again": new})

    other = Browser(served)
    other.get("/signin")
    assert sign_in(other).status_code == 422
    assert sign_in(other, new).status_code == 302


def test_who_was_given_a_password_chooses_their_own_first(served, clerk):
    with served.extensions["parts"].database.writing() as session:
        people.by_username(session, "zhouwenjing").must_change_password = True
    sign_in(clerk)

    assert clerk.get("/desk").location == "/password"


def test_tries_are_limited(served, make_app, office_url):
    limited = make_app(office_url, SIGNIN_LIMIT="2 per minute")
    browser = Browser(limited)
    browser.get("/signin")

    assert [sign_in(browser, "wrong").status_code for _ in range(3)] == [422, 422, 429]
