"""Fixtures for HTTP: the app on the demo office, and its people as programs."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.stories.telling import moment
from tests import office
from tests.web.replacing import replaced
from tests.web.speaking import Program, token_for


@pytest.fixture
def served(office_url, make_app):
    """The app on the demo office, on Monday 2 March 2026 at nine; once on each kind of database."""
    app = make_app(office_url, RATELIMIT_ENABLED=False)
    office.set_clock(app.extensions["parts"], moment("2026-03-02T09:00"))
    return app


@pytest.fixture
def set_clock(served):
    """Lets the office believe it is another moment: ``set_clock("2026-03-03T10:00")``."""
    return lambda said: office.set_clock(served.extensions["parts"], moment(said))


@pytest.fixture
def client_of(served):
    """Signs somebody in: ``client_of("zhouwenjing")`` speaks as a program with their token."""
    return lambda username: Program(served, token_for(served, username))


@pytest.fixture
def nobody(served):
    """A program that proves nothing."""
    return Program(served)


@pytest.fixture
def at_once():
    """Does the same from several threads at the same time and returns what each got."""

    def run(*deeds):
        with ThreadPoolExecutor(len(deeds)) as pool:
            return [future.result() for future in [pool.submit(deed) for deed in deeds]]

    return run


@pytest.fixture
def given(clerk, client_of):
    """A hotel: fire agreed, and the plan it saw was replaced; the case, the opinion, the file."""
    return replaced(clerk, client_of)
