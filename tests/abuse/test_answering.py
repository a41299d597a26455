"""Row G, what every answer keeps to: headers, methods, addresses, sizes, and silence about us."""

import re

import pytest

from app.permissions import ANYBODY, may_come
from tests.web.pages.browsing import Browser
from tests.web.speaking import HAND_IN

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=|javascript:", re.I)
STRANGE = "\u202e\x1b[2J{{7*7}}"


@pytest.fixture
def databases(sqlite_databases):
    """One kind will do: what is tested here asks no database."""
    return sqlite_databases


@pytest.fixture
def everywhere(served):
    """Gets every address without places as several people: (address, answer)."""
    paths = [
        rule.rule
        for rule in served.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments
    ]

    def get():
        for username in (None, "zhouwenjing", "chengxiao"):
            page = Browser(served, username)
            yield from ((path, page.get(path)) for path in paths)

    return get


def test_G17_G18_no_answer_lets_a_script_in_or_is_kept(everywhere):
    for path, answer in everywhere():
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe-" not in policy, path
        assert "default-src 'none'" in policy or "object-src 'none'" in policy, path
        assert "no-store" in answer.headers["Cache-Control"], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff", path


def test_G16_no_page_is_shown_inside_another(everywhere):
    for path, answer in everywhere():
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path


def test_G17_pages_carry_no_script_or_style_of_their_own(everywhere):
    for path, answer in everywhere():
        if answer.mimetype == "text/html":
            assert not INLINE.search(answer.text), path


def test_G18_signing_out_leaves_nothing_in_the_browser(browser):
    page = browser("zhouwenjing")
    page.get("/password")

    answer = page.send("/signout")

    assert "cache" in answer.headers["Clear-Site-Data"]
    with page.session_transaction() as session:
        assert "token" not in session


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/console", id="G21 console"),
        pytest.param("/.git/config", id="G21 .git"),
        pytest.param("/static/", id="G21 listing"),
        pytest.param("/static/../config.py", id="G21 up"),
        pytest.param("/static/%2e%2e/config.py", id="G22 encoded"),
        pytest.param("/static/%252e%252e/config.py", id="G22 encoded twice"),
        pytest.param("/static/..;/config.py", id="G22 semicolon"),
        pytest.param("/static//etc/passwd", id="G22 double slash"),
        pytest.param("/var/lianshen.db~", id="G21 a backup"),
        pytest.param("/api/v1/processes/..%2f..%2f/versions/1/files/x", id="G22 slash"),
    ],
)
def test_there_is_nothing_beside_what_is_meant(browser, path):
    assert browser("chengxiao").get(path, follow_redirects=True).status_code == 404


def test_G21_a_failure_tells_nothing_of_us(make_app, office_url):
    app = make_app(office_url, PROPAGATE_EXCEPTIONS=False)
    view = may_come(ANYBODY)(lambda: {}["inner secret"])
    for number, path in enumerate(("/failing", "/api/v1/failing")):
        app.add_url_rule(path, f"failing{number}", view)

    for path in ("/failing", "/api/v1/failing"):
        answer = app.test_client().get(path)
        assert answer.status_code == 500
        assert not any(said in answer.text for said in ("inner secret", "Traceback", "KeyError"))


@pytest.mark.parametrize(
    ("settings", "asked", "status"),
    [
        pytest.param({}, {}, 200, id="G21 nearby"),
        pytest.param({}, {"environ_base": {"REMOTE_ADDR": "8.8.8.8"}}, 404, id="G21 far"),
        pytest.param({}, {"headers": {"X-Forwarded-For": "10.0.0.1"}}, 404, id="G21 a proxy"),
        pytest.param({"METRICS_TOKEN": "watch"}, {}, 404, id="G21 no token"),
        pytest.param(
            {"METRICS_TOKEN": "watch"},
            {"headers": {"Authorization": "Bearer wrong"}},
            404,
            id="G21 another token",
        ),
        pytest.param(
            {"METRICS_TOKEN": "watch"},
            {
                "headers": {"Authorization": "Bearer watch"},
                "environ_base": {"REMOTE_ADDR": "8.8.8.8"},
            },
            200,
            id="G21 the token",
        ),
    ],
)
def test_who_may_watch(make_app, office_url, settings, asked, status):
    client = make_app(office_url, **settings).test_client()

    assert client.get("/metrics", **asked).status_code == status


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "PATCH", "DELETE", "HEAD"])
@pytest.mark.parametrize("path", ["/signin", "/signout", "/api/v1/tokens", "/api/v1/cases"])
def test_G22_verbs_nobody_offers_do_nothing(browser, method, path):
    answer = browser().open(path, method=method)

    assert answer.status_code in {200, 400, 401, 405}
    assert answer.status_code != 200 or (method, path) == ("HEAD", "/signin")


@pytest.mark.parametrize(
    ("sent", "type_"),
    [
        pytest.param(
            b"&".join([b"a=1"] * 100_000), "application/x-www-form-urlencoded", id="F09 fields"
        ),
        pytest.param(
            b"a=" + b"x" * 5 * 2**20, "application/x-www-form-urlencoded", id="F08 a long field"
        ),
        pytest.param(
            b"".join(
                b'--b\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % number
                for number in range(1500)
            )
            + b"--b--\r\n",
            "multipart/form-data; boundary=b",
            id="F09 parts",
        ),
        pytest.param(
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
            + b"x" * 5 * 2**20
            + b"\r\n--b--\r\n",
            "multipart/form-data; boundary=b",
            id="F08 a long part",
        ),
        pytest.param(b"x" * 26 * 2**20, "application/json", id="F08 a long body"),
    ],
)
@pytest.mark.parametrize("path", ["/signin", "/status", "/api/v1/cases"])
def test_what_is_too_much_is_refused_before_it_is_read(browser, path, sent, type_):
    answer = browser().post(path, data=sent, content_type=type_)

    assert answer.status_code in ({413, 415} if path.startswith("/api") else {413, 400})


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(query, id=f"{row} {query}")
        for row, query in (
            ("G09", "state=' OR 1=1 --"),
            ("G09", "after=1;DROP TABLE case"),
            ("G09", "sort=id"),
            ("G10", "limit=1000000000"),
            ("G10", "limit=-1"),
            ("G10", "offset=1000000000"),
        )
    ],
)
def test_a_list_is_asked_for_in_its_own_words(clerk, query):
    assert clerk.get(f"/cases?{query}").status_code == 422


@pytest.mark.parametrize("word", ["%", "_", "' OR ''='", "\\", STRANGE, "🀄" * 50])
def test_G09_a_word_to_search_for_is_a_word(clerk, case, word):
    for path in ("/cases", "/tasks"):
        answer = clerk.get(path, query_string={"q": word})
        assert answer.status_code == 422 or answer.json["items"] == []


@pytest.mark.parametrize("language", ["zh" * 5000, "*;q=x", "\xff", "../../etc", "en;q=1e999"])
def test_G31_a_strange_language_is_no_trouble(nobody, language):
    answer = nobody.get("/cases/none", headers={"Accept-Language": language})

    assert answer.status_code == 401


@pytest.mark.parametrize("sent", [b"\xc0\xaf", b"\xef\xbb\xbf{}", '{"item":"企业"}'.encode("gbk")])
def test_G31_a_body_in_another_encoding_is_refused(nobody, sent):
    answer = nobody.post("/cases", data=sent, content_type="application/json; charset=gbk")

    assert answer.status_code == 400


@pytest.mark.parametrize("proof", ["?token={}", "?access_token={}", ";jsessionid={}"])
def test_G25_a_token_in_an_address_opens_nothing(served, clerk, proof):
    token = clerk.environ_base["HTTP_AUTHORIZATION"].removeprefix("Bearer ")

    assert served.test_client().get("/api/v1/tasks" + proof.format(token)).status_code in {401, 404}


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic eDp4", "Bearer \xff", "bearer x y"])
def test_G25_a_strange_proof_is_none(nobody, header):
    assert nobody.get("/tasks", headers={"Authorization": header}).status_code == 401


def test_a_program_without_a_sign_in_hands_in_once(nobody, clerk):
    first, second = (nobody.post("/cases", json=HAND_IN, key="k" * 22) for _ in range(2))

    assert (first.status_code, first.json) == (second.status_code, second.json)
    assert first.status_code == 201
    assert (
        nobody.get(f"/status/{first.json['number']}?code={first.json['code']}").status_code == 200
    )
    assert len(clerk.get("/cases").json["items"]) == 1


def test_a_strangers_key_tells_another_stranger_nothing(nobody, clerk, case):
    mine = nobody.post("/cases", json=HAND_IN, key="k" * 22).json
    other = HAND_IN | {"applicant": {"name": "别人"}}

    theirs = nobody.post("/cases", json=other, key="k" * 22)
    guessed = nobody.post("/cases", json=HAND_IN, key="1")

    assert theirs.status_code == 201
    assert theirs.json["number"] != mine["number"]
    assert (guessed.status_code, guessed.json["errors"][0]["code"]) == (422, "key.short")


def test_what_a_stranger_gets_again_names_no_clerk(nobody, clerk):
    task = nobody.post("/cases", json=HAND_IN, key="k" * 22).json["tasks"][0]["id"]
    clerk.post(f"/tasks/{task}/claim")

    again = nobody.post("/cases", json=HAND_IN, key="k" * 22)

    assert again.status_code == 201
    assert "zhouwenjing" not in again.text
    assert "周文静" not in again.text
