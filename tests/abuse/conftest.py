"""Fixtures for abuse: the office as programs and browsers reach it, and a case to abuse."""

from contextlib import contextmanager

import pytest

from app.commands.speaking import OPERATOR
from app.storage.office import people
from app.unit_of_work import unit_of_work
from app.usecases.people import entering
from tests.web.api.conftest import case, clerk, in_review, party, task
from tests.web.conftest import at_once, client_of, nobody, served, set_clock
from tests.web.pages.browsing import Browser

__all__ = [
    "at_once",
    "case",
    "clerk",
    "client_of",
    "in_review",
    "nobody",
    "party",
    "served",
    "set_clock",
    "task",
]
PASSWORD = "correct horse battery"


@pytest.fixture
def browser(served):
    """Opens a browser: ``browser()`` for nobody, ``browser("zhouwenjing")`` for her."""
    return lambda username=None: Browser(served, username)


@pytest.fixture
def doing(served):
    """Opens a unit of work: ``with doing() as work``."""

    @contextmanager
    def work():
        with served.app_context(), unit_of_work(OPERATOR) as opened:
            yield opened

    return work


@pytest.fixture
def password(doing):
    """Zhou Wenjing's password, which she has from now on."""
    with doing() as work:
        people.by_username(work.session, "zhouwenjing").password_hash = entering.hashed(PASSWORD)
    return PASSWORD
