"""The table of the next year: which one it is, and what it changes."""

import pytest

from app.storage.clock import calendar as stored
from app.usecases.calendars import deciding, previewing, proposing
from app.usecases.calendars.missing import next_table
from engine.stories.telling import moment
from tests import office
from tests.usecases.calendars.telling import file, table


@pytest.mark.parametrize(("on", "year"), [("2026-03-02", 2027), ("2027-01-08", 2027)])
def test_the_first_unknown_year_is_imported_next_also_when_it_has_begun(desk, on, year):
    office.put_clock_on(desk.parts, moment(f"{on}T09:00"))

    with desk.look() as work:
        assert next_table(work) == year


def test_a_known_year_is_not_asked_for_again(desk):
    change = desk.do("chengxiao", proposing.propose_notice, 2027, file(table()))
    desk.do("chengxiao", deciding.apply, change.id, "keep", "通知要求")

    with desk.look() as work:
        assert next_table(work) == 2028


def test_a_holiday_the_law_fixes_was_no_working_day_before_its_notice(desk):
    change = desk.do("chengxiao", proposing.propose_notice, 2027, file(table()))

    with desk.look() as work:
        days = previewing.changed_days(work, stored.of_id(work.session, change.id))
    assert {f"{one.date:%m-%d}": one.counts for one in days if one.date.month < 3} == {
        "01-01": (False, False),
        "01-02": (False, False),
        "01-03": (False, False),
        "02-05": (True, False),
        "02-07": (False, True),
    }
