"""Fixtures of the API: cases at known points of their way."""

import pytest

from tests.web.speaking import ACCEPT, HAND_IN, Program, token_of_party


@pytest.fixture
def clerk(client_of):
    """A clerk of the window."""
    return client_of("zhouwenjing")


@pytest.fixture
def case(clerk):
    """A case just handed in, with its code."""
    return clerk.post("/cases", json=HAND_IN).json


@pytest.fixture
def task(case):
    """The first task of the case: the window checks the materials."""
    return case["tasks"][0]


@pytest.fixture
def in_review(clerk, case, task):
    """The case after the window accepted it: the departments are asked."""
    return clerk.post(f"/tasks/{task['id']}/complete", json=ACCEPT).json


@pytest.fixture
def party(served, case):
    """The applicant of the case."""
    return Program(served, token_of_party(served, case))
