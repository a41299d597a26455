"""Fixtures for tests in a real browser against the real server with the demo office."""

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.live import LiveOffice, flask
from tests.browser.people import Person
from tests.browser.shortcuts import Shortcuts
from tests.browser.watching import Watch

SHOTS = Path(__file__).parent / "shots"
FAILED = pytest.StashKey[bool]()
PATIENCE = 10_000
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
BROWSERS = ("chromium-headless-shell", "chromium")
"""The first that is there is used: the shell is the same browser without windows, and quicker."""
INSTALL = (
    "The browser tests need Chromium, and it is not installed. "
    "Install it with: sudo apt-get install chromium-headless-shell fonts-noto-cjk"
)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory):
    """The folder of a freshly loaded demo office, to be copied and not to be used."""
    folder = tmp_path_factory.mktemp("demo")
    flask(folder, "demo")
    return folder


@pytest.fixture(scope="session")
def passwords(demo_data):
    """The passwords of the demo accounts by user name."""
    accounts = json.loads(flask(demo_data, "accounts", "--json"))
    return {account["username"]: account["password"] for account in accounts}


@pytest.fixture(scope="module")
def live_server(demo_data, tmp_path_factory):
    """A fresh demo office on a running server, for the tests of one file."""
    folder = tmp_path_factory.mktemp("live") / "var"
    shutil.copytree(demo_data, folder)
    with LiveOffice(folder) as office:
        yield office


@pytest.fixture(scope="session")
def browser():
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.fail(INSTALL, pytrace=False)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser, live_server, request):
    """Opens a page of a person of their own: ``new_page()``, with options for the context.

    Afterwards no page may have had a script error, missed a file of its own or asked another
    machine for anything.
    """
    contexts, watch = [], Watch(live_server.url)

    def open_page(**options):
        office = {"base_url": live_server.url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
        context = browser.new_context(**office | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        return page

    yield open_page
    if request.node.stash.get(FAILED, False):
        _shoot(contexts, request.node.name.replace("/", "_"))
    for context in contexts:
        context.close()
    assert not watch.found


@pytest.fixture
def page(new_page):
    """One page, for a test about one person."""
    return new_page()


@pytest.fixture
def person(new_page, passwords):
    """Opens a page of a member of staff and signs in: ``person("zhouwenjing")``."""

    def enter(username, **options):
        return Person(new_page(**options), username, passwords[username]).sign_in()

    return enter


@pytest.fixture
def shortcuts(live_server, passwords):
    """Brings cases quickly to where a journey begins."""
    return Shortcuts(live_server.url, passwords)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember a failed test, so that its pages are photographed before they close."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def _shoot(contexts, name):
    SHOTS.mkdir(exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, 1):
        page.screenshot(path=SHOTS / f"{name}_{number}.png", full_page=True)
