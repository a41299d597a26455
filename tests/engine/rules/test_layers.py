"""Calendars of regions and departments: Administrative Licensing Law, Art. 82; facts D-02."""

from datetime import date, time

import pytest

from engine.errors import Invalid
from engine.rules.holidays import ExceptionalDay
from engine.rules.layers import Layer, composed
from engine.rules.openings import OfficeHours, Outage

FRIDAY, SATURDAY, SUNDAY = date(2026, 3, 6), date(2026, 3, 7), date(2026, 3, 8)
NEW_YEAR = ExceptionalDay(date(2026, 1, 1), "statutory_holiday", "元旦", "notice")
NATIONAL = ExceptionalDay(date(2026, 10, 1), "statutory_holiday", "国庆节", "notice")


def rests(day, name="休"):
    return ExceptionalDay(day, "rest", name, "notice")


def works(day):
    return ExceptionalDay(day, "makeup_workday", "窗口值班", "notice")


def test_what_is_said_for_fewer_wins_whatever_the_order():
    office = Layer(department="fire", days=(works(FRIDAY),))
    region = Layer(region="450000", days=(rests(FRIDAY),))

    assert composed([], [office, region], "450000", "fire").is_working_day(FRIDAY)
    assert not composed([], [office, region], "450000", "roads").is_working_day(FRIDAY)


def test_a_window_may_work_on_the_weekend_while_others_rest():
    window = Layer(department="window", days=(works(SATURDAY),))

    assert composed([], [window], department="window").add(FRIDAY, 1) == SATURDAY
    assert composed([], [window], department="roads").add(FRIDAY, 1) == date(2026, 3, 9)


def test_hours_and_outages_come_from_the_layers():
    short = OfficeHours(((time(10), time(15)),))
    cut = Outage(FRIDAY, FRIDAY, "停电")
    calendar = composed([], [Layer(outages=(cut,)), Layer(region="1", hours=short)], "1")

    assert calendar.hours == short
    assert (calendar.why(FRIDAY), calendar.name(FRIDAY)) == ("outage", "停电")
    assert calendar.add(date(2026, 3, 5), 1) == date(2026, 3, 9)
    assert calendar.why(SUNDAY) == "provisional_weekend"


def test_only_the_national_table_makes_a_year_known():
    own = [Layer(region="1", days=(NEW_YEAR, NATIONAL))]

    assert composed([], own, "1").provisional(FRIDAY)
    assert not composed([NEW_YEAR, NATIONAL], []).provisional(FRIDAY)


def test_the_version_tells_everything_that_counts():
    plain = composed([], [])
    others = [
        Layer(days=(rests(FRIDAY),)),
        Layer(days=(rests(FRIDAY, "节"),)),
        Layer(hours=OfficeHours(((time(8), time(12)),))),
        Layer(outages=(Outage(FRIDAY, FRIDAY, "停电"),)),
    ]

    versions = {plain.version, *(composed([], [layer]).version for layer in others)}

    assert len(versions) == 5
    assert composed([], [Layer(region="2", days=(rests(FRIDAY),))], "1").version == plain.version


@pytest.mark.parametrize(
    "halves",
    [(), ((time(12), time(9)),), ((time(9), time(12)), (time(11), time(17)))],
)
def test_hours_that_cannot_be_are_refused(halves):
    with pytest.raises(Invalid):
        OfficeHours(halves)


def test_an_outage_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="cannot end"):
        Outage(SATURDAY, FRIDAY, "停电")
