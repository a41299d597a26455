"""Fixtures of the staff's screens: a case on its way, and the people it concerns as browsers."""

import pytest

from tests.usecases.desk import HOTEL
from tests.web.pages.browsing import Browser
from tests.web.speaking import ACCEPT, HAND_IN


@pytest.fixture
def browser_of(served):
    """Signs somebody in: ``browser_of("lixuemei")`` clicks as an examiner of the lead."""

    def open_at_the_notices(username):
        browser = Browser(served, username)
        browser.get("/notices")
        return browser

    return open_at_the_notices


@pytest.fixture
def case(client_of):
    """A case just handed in at the window."""
    return client_of("zhouwenjing").post("/cases", json=HAND_IN).json


@pytest.fixture
def in_review(client_of, case):
    """The case after the window accepted it: four departments look at it."""
    path = f"/tasks/{case['tasks'][0]['id']}/complete"
    return client_of("zhouwenjing").post(path, json=ACCEPT).json


@pytest.fixture
def task(in_review):
    """The path of the lead department's examination in advance."""
    found = next(one for one in in_review["tasks"] if one["department"] == "market_regulation")
    return f"/tasks/{found['id']}"


@pytest.fixture
def examiner(browser_of):
    """An examiner of the lead department."""
    return browser_of("lixuemei")


@pytest.fixture
def colleague(browser_of):
    """Another examiner of the lead department."""
    return browser_of("wangjianguo")


@pytest.fixture
def administrator(browser_of):
    """The administrator of the office."""
    return browser_of("chengxiao")


@pytest.fixture
def hotel(client_of):
    """A hotel that is reviewed: two departments are asked for pre-approvals."""
    clerk = client_of("zhouwenjing")
    case = clerk.post("/cases", json=HAND_IN | {"answers": HOTEL}).json
    return clerk.post(f"/tasks/{case['tasks'][0]['id']}/complete", json=ACCEPT).json
