"""The table that is imported next."""

import pytest

from app.usecases.calendars import deciding, proposing
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
