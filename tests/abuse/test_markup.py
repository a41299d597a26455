"""Rows G01, G02, A19, A37: whatever somebody writes is shown as text, on every page and paper."""

import ast
import json
import re
from html import escape
from pathlib import Path

import pytest
from lxml import html
from sqlalchemy import JSON, String, select, update

from app.storage import everything
from app.storage.ground.base import Base
from app.usecases.processes import designing
from tests.databases import ROOT
from tests.web.pages.browsing import Browser
from tests.web.speaking import ACCEPT, HAND_IN

MARKER = '"><img src=x onerror=alert(1)>{{7*7}}'
EVALUATED = re.compile(r"alert\(1\)(?:>|&gt;)49")
FREE = re.compile(
    r"^(name|name_en|label|reason|text|title|note|notes|description|said|fix|basis|"
    r"resolution|message|applicant_name|address|.*_name|business_scope|.*_en)$"
)
"""Columns and members that hold words of people; all others hold codes, ids and numbers."""
OURS = re.compile("/(?!/|static/)")
WORDED = {"department", "role", "person", "item", "case", "task", "material", "incident", "office"}

assert everything


@pytest.fixture
def databases(sqlite_databases):
    """One kind will do: what is tested here asks no database."""
    return sqlite_databases


def marked(value, name=""):
    """Put the marker into every text of a JSON value whose member holds words."""
    if isinstance(value, dict):
        return {key: marked(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [marked(inner, name) for inner in value]
    return value + MARKER if isinstance(value, str) and FREE.match(name) else value


def columns(table, kind):
    free = [c for c in table.columns if isinstance(c.type, kind) and not c.primary_key]
    return [column for column in free if not column.foreign_keys]


def mark_everything(session):
    """Write the marker into every column of every table that holds words."""
    for table in Base.metadata.sorted_tables:
        words = [c for c in columns(table, String) if FREE.match(c.name)]
        if table.name in WORDED and words:
            session.execute(update(table).values({c: c + MARKER for c in words}))
        keys = list(table.primary_key.columns)
        for column in columns(table, JSON):
            for row in session.execute(select(*keys, column)).all():
                same = [key == value for key, value in zip(keys, row, strict=False)]
                session.execute(update(table).where(*same).values({column: marked(row[-1])}))


def worded(files):
    """Put the marker into every name of the diagram and every text of the forms."""

    def form(raw):
        return json.dumps(marked(json.loads(raw)), ensure_ascii=False).encode()

    def diagram(raw):
        name = re.compile(
            r'(<bpmn:(?:userTask|startEvent|endEvent|lane|process)[^>]* name=")([^"]*)'
        )
        return name.sub(lambda hit: f"{hit[1]}{hit[2]}{escape(MARKER)}", raw.decode()).encode()

    made = {"form": form, "bpmn": diagram}
    return {n: made.get(n.rsplit(".")[-1], bytes)(raw) for n, raw in files.items()}


@pytest.fixture
def marked_office(served, doing, client_of):
    """An office in which everything anybody may write carries the marker; the case's number."""
    folders = (ROOT / "bpmn/enterprise_setup", ROOT / "forms/enterprise_setup")
    files = {f.name: f.read_bytes() for d in folders for f in d.iterdir() if f.suffix != ".md"}
    with doing() as work:
        designing.publish(work, worded(files))
    clerk = client_of("zhouwenjing")
    case = clerk.post("/cases", json=HAND_IN).json
    clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT)
    clerk.post("/cases", json=HAND_IN)
    with doing() as work:
        mark_everything(work.session)
    return case


def crawl(page, *starts, most=60):
    """Get every page one can click to from here: (address, answer)."""
    waiting, seen = list(starts), set()
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        answer = page.get(path, follow_redirects=True, buffered=True)
        yield path, answer
        if answer.mimetype == "text/html":
            links = html.fromstring(answer.data).xpath("//a/@href | //@src")
            waiting += [link for link in links if OURS.match(link)]


def harm(answer):
    """What on a page is markup that somebody wrote."""
    if answer.mimetype != "text/html":
        return []
    tree = html.fromstring(answer.data)
    return tree.xpath("//@onerror | //img[@src='x'] | //*[starts-with(@href, 'javascript')]")


@pytest.mark.parametrize(
    "username", [None, "zhouwenjing", "wangjianguo", "caishoucheng", "duruoxi", "chengxiao"]
)
def test_G01_words_are_shown_as_words_on_every_page(served, marked_office, username):
    shown = 0
    for path, answer in crawl(Browser(served, username), "/", "/cases", "/items", "/admin/people"):
        assert answer.status_code in {200, 403, 404}, path
        assert harm(answer) == [], path
        assert not EVALUATED.search(answer.text), path
        shown += "onerror=alert(1)&gt;{{7*7}}" in answer.text
    assert shown > 2


def test_G01_words_are_words_on_the_pages_and_papers_of_the_party(served, marked_office):
    page = Browser(served)
    page.get("/status")
    page.send("/status", {"number": marked_office["number"], "code": marked_office["code"]})

    seen = dict(crawl(page, f"/status/{marked_office['number']}"))

    assert any(path.startswith("/papers/") for path in seen)
    assert not [path for path, answer in seen.items() if harm(answer)]
    assert not [path for path, answer in seen.items() if EVALUATED.search(answer.text)]


@pytest.mark.parametrize(
    "path",
    ["/{}", "/items/{}", "/verify/{}?d={}", "/status?number={}", "/signin?next=/{}",
     "/cases?q={}", "/inbox?q={}", "/tasks/{}", "/desk?q={}"],
)  # fmt: skip
def test_G01_what_stands_in_an_address_is_shown_as_words(browser, path):
    answer = browser("zhouwenjing").get(path.format(MARKER, MARKER), follow_redirects=True)

    assert harm(answer) == []
    assert not EVALUATED.search(answer.text)


def test_G11_a_list_for_spreadsheets_runs_nothing(browser, clerk, doing):
    begins = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "－1", "＠x"]
    for begin in begins:
        name = {"applicant": HAND_IN["applicant"] | {"name": begin.strip() + "茶业"}}
        assert clerk.post("/cases", json=HAND_IN | name).status_code == 201

    lines = browser("zhouwenjing").get("/cases.csv").data.decode("utf-8-sig").splitlines()[1:]

    assert len(lines) == len(begins)
    assert not [line for line in lines if re.search(r'"[=+\-@＝＋－＠]', line)]


def test_G02_no_text_becomes_a_template_and_none_is_called_safe():
    forbidden = {"render_template_string", "from_string"}
    called = {
        getattr(node.func, "attr", getattr(node.func, "id", None))
        for file in (ROOT / "app").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
    }
    templates = [file.read_text() for file in Path(ROOT / "app/pages/templates").rglob("*.html")]

    assert not forbidden & called
    assert not [
        text for text in templates if re.search(r"[^'\s]\s*\|\s*safe\b|autoescape\s+false", text)
    ]
