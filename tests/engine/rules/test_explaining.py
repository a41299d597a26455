"""Why this date? Every day of a limit, counted or not: Art. 42, 45 and 82; facts T13."""

from datetime import date, datetime

import pytest

from engine.rules.calendar import WorkCalendar
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.explaining import explain
from engine.rules.openings import Outage
from engine.rules.pauses import Pause
from engine.rules.timers import Rule


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=OFFICE_ZONE)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def lines(told, *days):
    return [(d.counted, d.why, d.name) for d in told.days if d.date in {day(one) for one in days}]


def test_working_days_tell_holidays_make_up_days_and_pauses_by_name(calendar):
    pause = Pause(day("04-27"), day("04-29"), "hearing")
    told = explain(Rule("working_days", "10"), at("04-20T09:00"), calendar, [pause])

    assert (told.total, told.unit, told.due_on) == (10, "working_days", day("05-09"))
    assert lines(told, "04-20", "04-28", "05-01", "05-09") == [
        (False, "start", ""),
        (False, "paused", "hearing"),
        (False, "holiday", "劳动节"),
        (True, "makeup", "劳动节"),
    ]


@pytest.mark.parametrize("rule", [Rule("cycle", "R3/PT1H"), Rule("duration", "PT2H")])
def test_calendar_time_within_a_day_has_no_days_to_count(calendar, rule):
    told = explain(rule, at("03-02T09:00"), calendar)

    assert (told.days, told.unit, told.total) == ((), "", 0)


def test_a_turn_of_working_days_is_explained_from_the_start_of_its_cycle(calendar):
    told = explain(Rule("cycle", "R5/3/workdays(2)"), at("03-02T09:00"), calendar)

    assert (told.total, told.unit, told.due_on) == (6, "working_days", day("03-10"))


def test_days_of_an_extension_are_told_apart(calendar):
    told = explain(Rule("working_days", "20"), at("03-02T09:00"), calendar, extra=10)

    extended = [one for one in told.days if one.why == "extended"]
    assert (told.total, len(extended), told.due_on) == (30, 10, day("04-14"))


def test_natural_days_count_rest_days_and_roll_to_a_working_day_t_40(calendar):
    told = explain(Rule("natural_days", "15"), at("09-18T09:00"), calendar)

    assert told.total == 15
    assert lines(told, "09-19", "10-03", "10-04", "10-08") == [
        (True, "weekend", ""),
        (True, "holiday", "国庆节"),
        (False, "holiday", "国庆节"),
        (False, "rolled", ""),
    ]


def test_months_count_up_to_the_corresponding_day_t_37(calendar):
    told = explain(Rule("months", "6"), at("04-01T09:00"), calendar)

    assert (told.total, told.unit, told.due_on) == (183, "natural_days", day("10-08"))


def test_office_hours_are_told_in_minutes_of_each_day(calendar):
    told = explain(Rule("working_hours", "10"), at("03-06T16:00"), calendar)

    assert [one.amount for one in told.days] == [90, 0, 0, 420, 90]
    assert (told.total, told.unit) == (600, "minutes")


def test_half_days_are_told_by_day_d_22(calendar):
    told = explain(Rule("half_days", "3"), at("03-02T10:00"), calendar)

    assert [(one.counted, one.amount) for one in told.days] == [(True, 1), (True, 2)]


@pytest.mark.parametrize(("value", "total"), [("P5D", 5), ("P1M", 31)])
def test_a_duration_counts_calendar_days_but_those_paused(calendar, value, total):
    pause = Pause(day("02-27"), day("03-01"), "hearing")
    plain = explain(Rule("duration", value), at("03-02T09:00"), calendar, [pause])

    assert (plain.total, plain.unit) == (total, "natural_days")


def test_a_moment_of_the_process_has_no_days_to_count(calendar):
    told = explain(Rule("instant", "2026-03-31T00:00:00+08:00"), at("03-02T09:00"), calendar)

    assert (told.days, told.unit, told.due_on) == ((), "", day("03-30"))


def test_an_outage_is_told_by_its_name_in_every_unit():
    cut = Outage(day("03-04"), day("03-04"), "停电")
    calendar = WorkCalendar({}, [2026], outages=[cut])

    for kind in ("working_days", "natural_days", "half_days"):
        told = explain(Rule(kind, "6"), at("03-02T09:00"), calendar)
        assert lines(told, "03-04") == [(False, "outage", "停电")]


def test_what_was_announced_stays_in_time_and_says_so_d_26(calendar):
    told = explain(Rule("working_days", "5"), at("03-02T09:00"), calendar, announced=day("03-11"))

    assert (told.total, told.due_on) == (5, day("03-11"))
    assert lines(told, "03-10", "03-11") == [(False, "announced", "")] * 2
