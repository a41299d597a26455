from pathlib import Path

import pytest
from hypothesis import settings

from engine.rules import holidays
from engine.rules.calendar import WorkCalendar

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

TABLE = Path(__file__).parents[3] / "app" / "office" / "calendar" / "cn.csv"


@pytest.fixture(scope="session")
def calendar() -> WorkCalendar:
    """The published tables of 2020 to 2026."""
    return holidays.calendar_of(holidays.read(TABLE.read_text(encoding="utf-8")))
