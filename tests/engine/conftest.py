"""Fixtures of the engine: a moment, and runs that are saved and loaded between all moves."""

from datetime import datetime

import pytest

from engine.process import EMPTY
from engine.rules.deadlines import OFFICE_ZONE
from tests.engine.travelling import Travelling


@pytest.fixture
def at():
    """A Monday morning."""
    return datetime(2026, 3, 2, 9, tzinfo=OFFICE_ZONE)


@pytest.fixture
def start(at):
    """Starts a process that is saved and loaded after every move."""

    def started(process, application=None, item=None, library=EMPTY):
        return Travelling(process, application or {}, item or {}, at, library)

    return started
