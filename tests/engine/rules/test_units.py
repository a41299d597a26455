"""Limits in every unit, pausing and rolling as the law says: Civil Code, Art. 201 to 203."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from engine.rules import receipts
from engine.rules.announced import kept
from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE, due_at
from engine.rules.openings import OfficeHours, Outage
from engine.rules.pauses import Pause
from engine.rules.timers import Rule
from tests.engine.rules.simulating import simulate

MARCH_2 = "03-02T09:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=OFFICE_ZONE)


def at_once(received, calendar, closes):
    on = receipts.received_on(received, calendar, closes)
    start = datetime.combine(on, time(), OFFICE_ZONE)
    return due_at(Rule("closing", "1"), start, calendar)


def stop(start: str, end: str) -> Pause:
    return Pause(date.fromisoformat(f"2026-{start}"), date.fromisoformat(f"2026-{end}"))


COUNTED = [
    ("T-36 reconsideration, Civil Code 203", "natural_days", 60, "08-03T09:00", "10-09T00:00"),
    ("T-37 lawsuit, Civil Code 202 and 203", "months", 6, "04-01T09:00", "10-09T00:00"),
    ("T-39 EIA, Civil Code 203", "natural_days", 60, MARCH_2, "05-07T00:00"),
    ("T-40 filing, Civil Code 203", "natural_days", 15, "09-18T16:00", "10-09T00:00"),
    ("last day of January, Civil Code 202", "months", 1, "01-31T09:00", "03-01T00:00"),
    ("hours of one day, Civil Code 201", "working_hours", 7, MARCH_2, "03-02T17:30"),
    ("hours over lunch", "working_hours", 3, "03-02T10:00", "03-02T14:30"),
    ("hours over a weekend", "working_hours", 8, "03-06T13:30", "03-09T14:30"),
    ("hours from a night", "working_hours", 1, "03-06T22:00", "03-09T10:00"),
    ("hours count full minutes", "working_hours", 1, "03-02T09:00:01", "03-02T10:01"),
    ("C11 in the last second", "working_hours", 1, "03-02T17:29:59.999", "03-03T10:00"),
    ("C11 as the office closes", "working_hours", 1, "03-02T17:30:00.000", "03-03T10:00"),
    ("C11 before a half begins", "half_days", 1, "03-02T13:29:59.999", "03-02T17:30"),
    ("C11 as a half begins", "half_days", 1, "03-02T13:30:00.000", "03-03T12:00"),
    ("C11 the last second of the day", "working_days", 1, "03-02T23:59:59.999", "03-04T00:00"),
    ("the next half day, D-22", "half_days", 1, "03-02T09:30", "03-02T17:30"),
    ("the next half day is tomorrow, D-22", "half_days", 1, "03-02T15:00", "03-03T12:00"),
    ("half days over a weekend, D-22", "half_days", 3, "03-06T10:00", "03-09T17:30"),
]


@pytest.mark.parametrize("kind", ["working_days", "natural_days", "working_hours", "half_days"])
def test_the_zone_of_another_host_moves_nothing_c11(calendar, kind):
    here, rule = at("03-09T00:30"), Rule(kind, "3")
    there = here.astimezone(ZoneInfo("America/New_York"))

    assert due_at(rule, there, calendar) == due_at(rule, here, calendar)


@pytest.mark.parametrize(
    ("kind", "number", "start", "passes"), [c[1:] for c in COUNTED], ids=[c[0] for c in COUNTED]
)
def test_a_limit_in_any_unit_passes_when_the_law_says(calendar, kind, number, start, passes):
    assert due_at(Rule(kind, str(number)), at(start), calendar) == at(passes)


PAUSED = [
    ("natural days wait for natural days", "natural_days", 10, [("03-04", "03-08")], "03-17T00:00"),
    ("overlaps once, D-13", "natural_days", 10, [("03-04", "03-08"), ("03-06", "03-09")], "03-18"),
    ("months wait, too", "months", 1, [("03-04", "03-06")], "04-08T00:00"),
    ("no end within a pause", "natural_days", 5, [("03-07", "03-10")], "03-12T00:00"),
    ("hours wait whole days", "working_hours", 8, [("03-02", "03-04")], "03-05T10:00"),
    ("half days wait, D-22", "half_days", 2, [("03-02", "03-04")], "03-05T12:00"),
]


@pytest.mark.parametrize(
    ("kind", "number", "stops", "passes"), [p[1:] for p in PAUSED], ids=[p[0] for p in PAUSED]
)
def test_a_limit_in_any_unit_waits_for_pauses_art_45(calendar, kind, number, stops, passes):
    pauses = [stop(*ends) for ends in stops]

    assert due_at(Rule(kind, str(number)), at(MARCH_2), calendar, pauses) == at(passes)


@pytest.mark.parametrize(
    ("kind", "passes"),
    [
        ("working_days", "03-10T00:00"),
        ("natural_days", "03-10T00:00"),
        ("duration", "03-05T09:00"),
    ],
)
def test_a_declared_outage_counts_for_no_limit_of_the_law(kind, passes):
    cut = Outage(date(2026, 3, 3), date(2026, 3, 4), "停电")
    calendar = WorkCalendar({}, [2026], outages=[cut])
    value = {"working_days": "3", "natural_days": "5", "duration": "P3D"}[kind]

    assert due_at(Rule(kind, value), at(MARCH_2), calendar) == at(passes)


def test_hours_are_those_of_the_calendar():
    calendar = WorkCalendar({}, [2026], hours=OfficeHours(((time(8), time(16)),)))

    assert due_at(Rule("working_hours", "8"), at(MARCH_2), calendar) == at("03-03T09:00")
    assert due_at(Rule("half_days", "1"), at(MARCH_2), calendar) == at("03-03T16:00")


def test_an_extension_adds_in_the_unit_of_its_limit_art_42(calendar):
    assert due_at(Rule("natural_days", "10"), at(MARCH_2), calendar, extra=4) == at("03-17T00:00")
    assert due_at(Rule("working_hours", "7"), at(MARCH_2), calendar, extra=1) == at("03-03T10:00")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("03-02T10:00", "03-02T17:30"),
        ("03-02T17:30", "03-03T17:30"),
        ("03-07T10:00", "03-09T17:30"),
    ],
    ids=["T-47 same day, D-21", "after the close, D-21", "on a Saturday, D-21"],
)
def test_an_immediate_item_is_due_when_the_office_closes(calendar, received, due):
    assert at_once(at(received), calendar, time(17, 30)) == at(due)


def test_an_immediate_item_after_the_cut_off_is_tomorrows_d_21(calendar):
    assert at_once(at("03-02T16:00"), calendar, time(16)) == at("03-03T17:30")


def test_a_changed_table_never_shortens_what_was_announced_t_21_d_26():
    before, after = date(2020, 2, 7), date(2020, 2, 5)

    assert kept(before, after) == kept(after, before) == before


def test_a_provisional_date_follows_the_table_both_ways_d_25():
    assert kept(date(2027, 1, 13), date(2027, 1, 12), provisional=True) == date(2027, 1, 12)


def test_random_limits_agree_with_a_slow_second_opinion():
    simulate(20_000, seed=2026)


def test_six_months_may_end_on_a_make_up_saturday_which_is_no_rest_day_t_38(calendar):
    """There is no 31 February: Civil Code, Art. 202; and 28 February 2026 is worked: Art. 203."""
    start = datetime(2025, 8, 31, 9, tzinfo=OFFICE_ZONE)

    assert due_at(Rule("months", "6"), start, calendar) == at("03-01T00:00")
