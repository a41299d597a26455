"""Plain counting of working days: Administrative Licensing Law, Art. 42 and 82; facts 3.2."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rules import deadlines
from engine.rules.calendar import WorkCalendar

VECTORS = [
    ("T-01 Art. 82", "2026-03-02", 5, "2026-03-09"),
    ("T-02 decision, Art. 42", "2026-03-02", 20, "2026-03-30"),
    ("T-03 extended, Art. 42", "2026-03-02", 30, "2026-04-14"),
    ("T-04 joint, Art. 42", "2026-03-02", 45, "2026-05-08"),
    ("T-05 joint and extended, Art. 42", "2026-03-02", 60, "2026-05-28"),
    ("T-06 Art. 82", "2025-12-31", 5, "2026-01-08"),
    ("T-07 Art. 82", "2026-02-13", 5, "2026-02-27"),
    ("T-08 Art. 82", "2026-02-13", 20, "2026-03-19"),
    ("T-09 Art. 82", "2026-02-14", 5, "2026-02-28"),
    ("T-10 Art. 82", "2026-02-28", 1, "2026-03-02"),
    ("T-11 Art. 82", "2026-04-03", 1, "2026-04-07"),
    ("T-12 Art. 82", "2026-04-30", 5, "2026-05-11"),
    ("T-13 Art. 82", "2026-05-08", 1, "2026-05-09"),
    ("T-14 Art. 82", "2026-06-18", 1, "2026-06-22"),
    ("T-15 Art. 82", "2026-09-18", 1, "2026-09-20"),
    ("T-16 Art. 82", "2026-09-24", 5, "2026-10-09"),
    ("T-17 Art. 82", "2026-09-30", 3, "2026-10-10"),
    ("T-18 Art. 82", "2025-01-24", 5, "2025-02-07"),
    ("T-19 Art. 82", "2025-04-25", 5, "2025-05-06"),
    ("T-20 Art. 82", "2025-09-26", 5, "2025-10-10"),
    ("T-20b Art. 82", "2025-09-30", 5, "2025-10-14"),
    ("T-20c Art. 82", "2024-02-09", 3, "2024-02-20"),
    ("T-21 emergency notice, Art. 82", "2020-01-23", 5, "2020-02-07"),
    ("T-24 correction notice, Art. 32", "2026-04-29", 5, "2026-05-09"),
    ("T-25 deemed accepted, Art. 32(4)", "2026-04-29", 20, "2026-05-29"),
    ("T-26 accepted once complete, Art. 32", "2026-05-20", 20, "2026-06-17"),
    ("T-32 request for a hearing, Art. 47", "2026-06-15", 5, "2026-06-23"),
    ("T-33 hearing held, Art. 47", "2026-06-18", 20, "2026-07-17"),
    ("T-35 certificate, Art. 44", "2026-09-24", 10, "2026-10-15"),
    ("T-44 co-review, facts D-27", "2026-09-23", 3, "2026-09-29"),
    ("T-44 late opinion, facts D-28", "2026-09-30", 1, "2026-10-08"),
    ("T-48 survey, Art. 42", "2026-03-02", 3, "2026-03-05"),
    ("T-48 opinions, Art. 42", "2026-03-02", 5, "2026-03-09"),
    ("T-48 stage, Art. 42", "2026-03-02", 15, "2026-03-23"),
    ("T-49 project total, Art. 82", "2026-01-05", 80, "2026-05-07"),
    ("T-50 project total, Art. 82", "2026-01-05", 120, "2026-07-02"),
]


@pytest.mark.parametrize(
    ("start", "n", "due"), [v[1:] for v in VECTORS], ids=[v[0] for v in VECTORS]
)
def test_a_limit_ends_on_the_day_the_law_gives(calendar, start, n, due):
    assert deadlines.due_on(date.fromisoformat(start), n, calendar) == date.fromisoformat(due)


def test_the_emergency_notice_of_2020_moves_a_deadline_t_21():
    days = {date(2020, 1, 24) + timedelta(days=n): False for n in range(7)}
    first = WorkCalendar({**days, date(2020, 1, 19): True, date(2020, 2, 1): True}, [2020])

    assert deadlines.due_on(date(2020, 1, 23), 5, first) == date(2020, 2, 5)


def test_a_notice_of_hearing_is_counted_backwards_t_34_art_48(calendar):
    assert calendar.subtract(date(2026, 7, 10), 7) == date(2026, 7, 1)


def test_a_year_without_a_table_is_provisional_and_never_a_silent_guess_t_45(calendar):
    due = deadlines.due_on(date(2026, 12, 15), 20, calendar)

    assert due == date(2027, 1, 13)
    assert calendar.provisional(due)
    assert calendar.why(date(2027, 1, 1)) == "provisional_holiday"
    assert calendar.why(date(2027, 1, 2)) == "provisional_weekend"


def test_the_second_of_may_is_a_holiday_by_decree_only_since_2025():
    assert WorkCalendar().is_working_day(date(2024, 5, 2))
    assert not WorkCalendar().is_working_day(date(2028, 5, 2))


@pytest.mark.parametrize(
    ("year", "months"),
    [
        (2025, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]),
        (2026, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
    ],
)
def test_the_months_have_as_many_working_days_as_published(calendar, year, months):
    firsts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    eves = [first - timedelta(days=1) for first in firsts]

    counted = [calendar.between(a, b) for a, b in zip(eves, eves[1:], strict=False)]

    assert counted == months


def test_two_calendars_with_the_same_days_have_the_same_version():
    days = {date(2026, 2, 14): True, date(2026, 2, 16): False}

    same = WorkCalendar(dict(reversed(days.items())), [2026])

    assert WorkCalendar(days, {2026}).version == same.version
    assert WorkCalendar(days, {2025}).version != same.version


DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
LIMITS = st.integers(1, 200)


@given(start=DAYS, n=LIMITS)
def test_a_limit_ends_on_a_working_day_and_uses_exactly_its_days(calendar, start, n):
    due = deadlines.due_on(start, n, calendar)

    assert calendar.is_working_day(due)
    assert deadlines.elapsed(start, due, calendar) == n
    assert calendar.subtract(calendar.add(due, 1), 1) == due


@given(start=DAYS, later=st.integers(0, 40), n=LIMITS, more=st.integers(0, 20))
def test_a_longer_limit_or_a_later_start_never_ends_earlier(calendar, start, later, n, more):
    due = deadlines.due_on(start, n, calendar)

    assert deadlines.due_on(start, n + more, calendar) >= due
    assert deadlines.due_on(start + timedelta(days=later), n, calendar) >= due


@given(start=DAYS, n=LIMITS)
def test_counting_by_table_equals_counting_day_by_day(calendar, start, n):
    day, left = start, n
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working_day(day)

    assert calendar.add(start, n) == day
