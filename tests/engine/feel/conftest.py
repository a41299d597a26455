from datetime import datetime
from zoneinfo import ZoneInfo

import pytest


@pytest.fixture
def at():
    return datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def value(at):
    """Return the maker of values from expressions, with texts of their numbers."""
    from engine import feel

    def of(source, **scope):
        return feel.compile(source).evaluate(scope, at)

    return of


@pytest.fixture
def diagnosed(at):
    """Return the maker of values from expressions, with why they are null."""
    from engine import feel

    return lambda source: feel.compile(source).diagnose({}, at)
