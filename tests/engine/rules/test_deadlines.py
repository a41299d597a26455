"""Pauses, moments and explanations: Administrative Licensing Law, Art. 42 and 45; facts 3.3."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid
from engine.rules import deadlines, lights, pauses, periods, receipts
from engine.rules.deadlines import OFFICE_ZONE
from engine.rules.pauses import Pause
from engine.rules.timers import Rule

MARCH_2 = date(2026, 3, 2)


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=OFFICE_ZONE)


PAUSED = [
    ("T-27 expert review, Art. 45", "03-02", [("03-09", "03-23")], "04-14"),
    ("T-28 overlapping, Art. 45", "03-02", [("03-09", "03-23"), ("03-16", "03-27")], "04-20"),
    ("T-29 two, Art. 45", "03-02", [("03-09", "03-13"), ("03-18", "03-20")], "04-08"),
    ("T-30 over a holiday, Art. 45", "04-20", [("04-28", "05-09")], "05-28"),
]


@pytest.mark.parametrize(
    ("start", "times", "due"), [p[1:] for p in PAUSED], ids=[p[0] for p in PAUSED]
)
def test_what_was_paused_is_not_counted(calendar, start, times, due):
    stops = [Pause(day(begin), day(end)) for begin, end in times]

    assert deadlines.due_on(day(start), 20, calendar, stops) == day(due)


def test_an_extension_adds_its_days_to_the_limit_t_31_art_42(calendar):
    due_at = deadlines.due_at(Rule("working_days", "20"), at("03-02T09:00"), calendar)

    assert at("03-27T17:00") < due_at <= at("03-31T00:00")
    assert deadlines.due_on(MARCH_2, 20, calendar, extra=10) == day("04-14")


@pytest.mark.parametrize(
    ("ends", "kind", "n", "due"),
    [
        ("03-12", "working_days", 5, "03-13T00:00"),
        ("03-14", "working_days", 5, "03-14T00:00"),
        ("03-09", "working_days", 5, "03-10T00:00"),
        ("03-14", "natural_days", 7, "03-17T00:00"),
        ("03-12", "closing", 6, "03-12T17:30"),
        ("03-12", "working_hours", 36, "03-12T17:30"),
    ],
)
def test_a_clock_that_stops_on_the_last_day_makes_nobody_late_art_45(calendar, ends, kind, n, due):
    """From Monday 2 March at nine each limit ends on Monday 9 March, the day the clock stops."""
    stop = [Pause(day("03-09"), day(ends))]

    assert deadlines.due_at(Rule(kind, str(n)), at("03-02T09:00"), calendar, stop) == at(due)


def test_a_pause_that_lasts_has_no_due_date(calendar):
    with pytest.raises(ValueError, match="close it first"):
        deadlines.due_on(MARCH_2, 20, calendar, [Pause(day("03-09"))])


def test_a_pause_that_lasts_is_counted_up_to_a_day(calendar):
    so_far = pauses.closed([Pause(day("03-09"))], day("03-23"))

    assert deadlines.due_on(MARCH_2, 20, calendar, so_far) == day("04-14")


def test_a_pause_cannot_end_before_it_starts_c_12():
    with pytest.raises(ValueError, match="cannot end"):
        Pause(day("03-09"), day("03-08"))


def test_a_limit_passes_at_midnight_after_its_last_day_t_51(calendar):
    due_at = deadlines.due_at(Rule("working_days", "10"), at("03-20T10:00"), calendar)

    assert due_at == at("04-04T00:00")
    assert lights.light(at("04-03T23:59"), None, due_at) == "green"
    assert lights.light(at("04-04T00:00"), None, due_at) == "red"


def test_silence_about_completeness_counts_from_the_day_of_receipt_t_25_art_32(calendar):
    assert deadlines.passes_at(day("05-09")) == at("05-10T00:00")


@pytest.mark.parametrize(
    ("from_", "until", "used"),
    [("09-24", "10-08", 4), ("03-02", "03-02", 0), ("03-02", "03-01", 0)],
    ids=["T-46, facts D-24", "T-47, facts D-21", "never negative"],
)
def test_the_days_used_are_working_days_after_the_start(calendar, from_, until, used):
    assert deadlines.elapsed(day(from_), day(until), calendar) == used


def test_who_decides_early_leaves_days_of_the_promise_t_46(calendar):
    due = deadlines.due_on(day("09-24"), 10, calendar)

    assert due == day("10-15")
    assert calendar.between(day("10-08"), due) == 6


def test_paused_days_are_not_used(calendar):
    stop = [Pause(day("03-09"), day("03-23"))]

    assert deadlines.elapsed(MARCH_2, day("03-16"), calendar, stop) == 5
    assert deadlines.elapsed(MARCH_2, day("04-14"), calendar, stop) == 20


@pytest.mark.parametrize(
    ("from_", "natural_days", "due"),
    [
        ("08-03", 60, "10-08"),
        ("03-02", 60, "05-06"),
        ("09-18", 15, "10-08"),
        ("04-30", 1, "05-06"),
    ],
    ids=["T-36 reconsideration", "T-39 EIA", "T-40 completion filing", "T-22 next day"],
)
def test_natural_days_that_end_on_a_rest_day_roll_civil_code_203(
    calendar, from_, natural_days, due
):
    assert periods.days_after(day(from_), natural_days, calendar) == day(due)


def test_six_months_to_sue_roll_over_the_national_holiday_t_37(calendar):
    assert periods.months_after(day("04-01"), 6, calendar) == day("10-08")


def test_a_missing_day_is_the_last_of_its_month_and_a_make_up_day_does_not_roll_t_38(calendar):
    assert periods.months_after(date(2025, 8, 31), 6, calendar) == day("02-28")


def test_a_renewal_is_asked_for_30_days_before_expiry_t_41_art_50():
    assert periods.days_before(day("12-31"), 30) == day("12-01")


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ("02-14T10:00", "02-14"),
        ("02-14T20:00", "02-24"),
        ("02-15T10:00", "02-24"),
        ("02-13T07:00", "02-13"),
    ],
)
def test_what_comes_after_hours_is_received_on_the_next_working_day_t_23(calendar, sent, received):
    assert receipts.received_on(at(sent), calendar, time(17, 30)) == day(received)


def test_an_office_may_take_the_day_as_it_is(calendar):
    assert receipts.received_on(at("02-15T10:00"), calendar) == day("02-15")


def test_a_duration_runs_in_calendar_time_and_waits_for_pauses(calendar):
    stop = [Pause(day("03-03"), day("03-05")), Pause(day("03-20"), day("03-25"))]

    plain = deadlines.due_at(Rule("duration", "P5D"), at("03-02T09:00"), calendar)
    paused = deadlines.due_at(Rule("duration", "P5D"), at("03-02T09:00"), calendar, stop)

    assert plain == at("03-07T09:00")
    assert paused == at("03-09T09:00")


def test_a_moment_and_the_next_turn_of_a_repetition_are_found(calendar):
    moment = Rule("instant", "2026-03-31T00:00:00+08:00")

    assert deadlines.due_at(moment, at("03-02T09:00"), calendar) == at("03-31T00:00")
    assert deadlines.due_at(Rule("cycle", "R3/PT1H"), at("03-02T09:00"), calendar) == at(
        "03-02T10:00"
    )
    assert deadlines.due_at(moment, at("03-02T09:00"), calendar).tzinfo == UTC


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[
            ("duration", v)
            for v in ("", "5", "next tuesday", "None", "-P1D", "P0D", "P", "PT", "P1DT")
        ],
        *[("duration", v) for v in ("P100000000M", "P999999999999D", "P11Y", "P3661D")],
        *[("duration", v) for v in ("P0.5M", "P5WD", "P１０D", "P1D\n")],
        *[
            ("instant", v)
            for v in ("2099-01-01T17:00:00", "10000-01-01T00:00:00Z", "2026-02-30T00:00:00Z")
        ],
        *[
            ("cycle", v)
            for v in ("R/PT0S", "R/P1D", "R0/P1D", "R101/P1D", "R3/PT59S", "R3/-P1D", "3/P1D")
        ],
        *[("working_days", v) for v in ("0", "-1", "2601", "1.5", "５", "", "99999999999")],
    ],
)
def test_a_limit_that_cannot_be_meant_is_refused_c_01_to_c_08(calendar, kind, value):
    with pytest.raises(Invalid):
        deadlines.due_at(Rule(kind, value), at("03-02T09:00"), calendar)


STARTS = st.dates(date(2020, 1, 1), date(2026, 12, 31))
STOPS = st.lists(
    st.builds(
        lambda start, length: Pause(start, start + timedelta(days=length)),
        st.dates(date(2024, 1, 1), date(2026, 12, 31)),
        st.integers(0, 60),
    ),
    max_size=4,
)


@given(start=STARTS, n=st.integers(1, 60), stops=STOPS, more=STOPS)
def test_a_pause_never_makes_a_limit_end_earlier(calendar, start, n, stops, more):
    due = deadlines.due_on(start, n, calendar, stops)

    assert deadlines.due_on(start, n, calendar, stops + more) >= due


@given(start=STARTS, n=st.integers(1, 60), stops=STOPS)
def test_with_pauses_a_limit_still_uses_exactly_its_days(calendar, start, n, stops):
    due = deadlines.due_on(start, n, calendar, stops)

    assert deadlines.elapsed(start, due, calendar, stops) == n
    assert deadlines.elapsed(start, due - timedelta(days=1), calendar, stops) == n - 1


@given(stops=STOPS)
def test_overlapping_pauses_never_count_more_than_their_sum(calendar, stops):
    wide = (date(2023, 1, 1), date(2028, 1, 1))

    together = pauses.working_days(stops, calendar, *wide)

    assert together <= sum(pauses.working_days([stop], calendar, *wide) for stop in stops)
