"""Row G, the door: cookies, CSRF, hosts, sign-ins, secrets, limits."""

import pytest

from app.config import Unsafe
from tests.office import TEA
from tests.web.pages.browsing import Browser
from tests.web.speaking import HAND_IN

SECRET = "a secret of the office with 40 characters"


@pytest.fixture
def databases(sqlite_databases):
    """One kind will do: what is tested here asks no database."""
    return sqlite_databases


def sign_in(page, password, **fields):
    page.get("/signin")
    return page.send("/signin", {"username": "zhouwenjing", "password": password, **fields})


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        pytest.param("/signout", "multipart/form-data", id="G03 sign out"),
        pytest.param("/clock", "application/x-www-form-urlencoded", id="G03 the clock"),
        pytest.param("/api/v1/cases", "application/json", id="G03 JSON"),
        pytest.param("/api/v1/cases", "text/plain", id="G03 JSON as text"),
        pytest.param("/api/v1/tokens/current?_method=DELETE", "text/plain", id="G03 override"),
    ],
)
def test_a_cookie_alone_changes_nothing(browser, path, type_):
    headers = {"X-HTTP-Method-Override": "DELETE", "Origin": "https://evil.example"}

    answer = browser("zhouwenjing").post(path, data=b"{}", content_type=type_, headers=headers)

    assert answer.status_code in {400, 405}
    assert browser("zhouwenjing").get("/api/v1/tasks").status_code == 200


def test_G04_a_session_begins_anew_at_the_door_and_ends_behind_it(served, password):
    page, thief = Browser(served), Browser(served)
    page.get("/signin")
    planted = page.get_cookie("session").value
    sign_in(page, password)
    stolen = page.get_cookie("session").value
    page.get("/inbox")
    page.send("/signout")

    for cookie in (planted, stolen):
        thief.set_cookie("session", cookie)
        assert thief.get("/api/v1/tasks").status_code == 401


def test_G04_signing_in_again_closes_the_door_before(served, password):
    page, thief = Browser(served), Browser(served)
    sign_in(page, password)
    thief.set_cookie("session", page.get_cookie("session").value)
    page.get("/password")

    page.send("/signin", {"username": "zhouwenjing", "password": password})

    assert thief.get("/api/v1/tasks").status_code == 401
    assert page.get("/api/v1/tasks").status_code == 200


def test_G05_a_cookie_is_bound_to_this_host_and_to_https(make_app, office_url):
    app = make_app(office_url, HTTPS=True)

    cookie = (
        app.test_client().get("/signin", base_url="https://office.example").headers["Set-Cookie"]
    )

    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_G05_a_cookie_carries_a_token_and_no_person(served, password, visitor_session):
    page = Browser(served)
    sign_in(page, password)
    with page.session_transaction() as session:
        told = dict(session)
    applied = str(visitor_session())

    assert set(told) <= {"token", "csrf_token", "language"}
    assert not any(
        str(value) in applied for value in (*HAND_IN["applicant"].values(), TEA["address"])
    )


@pytest.fixture
def visitor_session(served):
    def session():
        page = Browser(served)
        page.hand_in()
        with page.session_transaction() as kept:
            return dict(kept)

    return session


@pytest.mark.parametrize(
    "where",
    [
        pytest.param(where, id=f"G06 {where}")
        for where in (
            "//evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\\evil.example",
            "/\t/evil.example",
            "///evil.example",
            "http:evil.example",
            "%2f%2fevil.example",
        )
    ],
)
def test_nobody_is_led_away(served, password, where):
    page = Browser(served)

    into = sign_in(page, password, next=where)
    page.get("/password")
    language = page.send("/language", {"language": "en", "next": where})

    assert into.headers["Location"] == language.headers["Location"] == "/"


def test_G07_only_hosts_that_are_ours_are_served(make_app, office_url):
    app = make_app(office_url, TRUSTED_HOSTS=["office.example"])

    ours = app.test_client().get("/signin", base_url="http://office.example")
    evil = app.test_client().get("/signin", base_url="http://evil.example")
    program = app.test_client().get("/api/v1/items", base_url="http://evil.example")

    assert [answer.status_code for answer in (ours, evil, program)] == [200, 400, 400]
    assert "evil.example" not in evil.text


def test_G08_a_proxy_is_believed_only_where_one_is_set(make_app, office_url):
    forged = {"X-Forwarded-For": "10.0.0.1", "X-Forwarded-Host": "evil.example"}
    stranger = {"REMOTE_ADDR": "8.8.8.8"}
    alone = make_app(office_url).test_client()
    behind = make_app(office_url, TRUSTED_PROXIES=1).test_client()

    told = [one.get("/metrics", headers=forged, environ_base=stranger) for one in (alone, behind)]
    page = alone.get("/items/enterprise_setup/apply", headers=forged)

    assert [answer.status_code for answer in told] == [404, 404]
    assert "evil.example" not in page.text


def test_G13_guessing_numbers_and_codes_ends_soon_and_tells_nothing(make_app, office_url):
    page = make_app(office_url).test_client()

    def guess(number):
        return page.get(f"/api/v1/status/2026-{number:06d}-0?code=AAAA-AAAA-AAAA")

    answers = [guess(number) for number in range(31)]

    assert {answer.status_code for answer in answers[:30]} == {404}
    assert len({answer.json["detail"] for answer in answers[:30]}) == 1
    assert answers[30].status_code == 429


def test_G13_the_code_of_another_case_is_no_code(nobody, clerk, case):
    other = clerk.post("/cases", json=HAND_IN).json

    answer = nobody.get(f"/status/{case['number']}?code={other['code']}")

    assert answer.status_code == 404


def test_G13_handing_in_without_end_is_stopped_but_not_at_the_window(make_app, office_url):
    app = make_app(office_url, HAND_IN_LIMIT="2 per minute")
    stranger = app.test_client()

    def hand_in(client, **options):
        return client.post("/api/v1/cases", json={"item": "castle"}, **options).status_code

    assert [hand_in(stranger) for _ in range(3)] == [422, 422, 429]
    window = Browser(app, "zhouwenjing")
    window.get("/password")
    with_token = {"X-CSRFToken": window.token}
    assert {hand_in(window, headers=with_token) for _ in range(4)} == {422}


def test_G19_guessing_a_password_ends_soon_and_tells_nothing(served, password):
    page = Browser(served)

    def told(username, secret):
        page.get("/signin")
        answer = page.send("/signin", {"username": username, "password": secret})
        return answer.status_code, answer.text.count("signin") > 0

    wrong, unknown = told("zhouwenjing", "wrong"), told("nobody", "wrong")
    for _ in range(4):
        told("zhouwenjing", "wrong")

    assert wrong == unknown == told("zhouwenjing", password)


def test_G19_one_address_does_not_try_names_without_end(make_app, office_url):
    app = make_app(office_url, SIGNIN_LIMIT="3 per minute")
    page = Browser(app)

    answers = [sign_in(page, "wrong", username=f"name{number}") for number in range(4)]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"SECRET_KEY": "dev"}, id="G20 dev"),
        pytest.param({"SECRET_KEY": "secret"}, id="G20 secret"),
        pytest.param({"SECRET_KEY": "123456789012345"}, id="G20 short"),
        pytest.param({"SECRET_KEY_FALLBACKS": ["changeme"]}, id="G20 an old one"),
    ],
)
def test_a_weak_secret_stops_the_start(make_app, settings):
    with pytest.raises(Unsafe):
        make_app("sqlite://", **settings)


@pytest.mark.parametrize("url", ["mysql://office@db/lianshen", "postgresql://office@db/lianshen"])
def test_a_database_the_office_does_not_know_stops_the_start(make_app, url):
    with pytest.raises(Unsafe, match="postgresql\\+psycopg://"):
        make_app(url)


def test_G20_a_new_secret_leaves_those_in_who_are_in(make_app, office_url):
    page = Browser(make_app(office_url, SECRET_KEY=SECRET), "zhouwenjing")
    cookie = page.get_cookie("session").value
    new = {"SECRET_KEY": "another" + SECRET}
    rotated = Browser(make_app(office_url, **new, SECRET_KEY_FALLBACKS=[SECRET]))
    forgotten = Browser(make_app(office_url, **new))

    answers = []
    for one in (rotated, forgotten):
        one.set_cookie("session", cookie)
        answers.append(one.get("/api/v1/tasks").status_code)

    assert answers == [200, 401]
