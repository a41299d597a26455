"""The table of an office is read whole or refused with every line that is wrong."""

from datetime import date

import pytest

from engine.errors import Invalid
from engine.rules import holidays
from engine.rules.calendar import WorkCalendar

HEAD = "date,kind,name,source\n"
GOOD = "2026-02-14,makeup_workday,春节,国务院办公厅关于2026年部分节假日安排的通知\n"


def test_the_shipped_table_is_complete_from_2020_to_2026(calendar):
    assert [calendar.provisional(date(year, 6, 1)) for year in range(2019, 2028)] == (
        [True] + [False] * 7 + [True]
    )


def test_each_day_says_why_it_counts(calendar):
    assert calendar.why(date(2026, 2, 14)) == "makeup"
    assert calendar.why(date(2026, 2, 16)) == "holiday"
    assert calendar.why(date(2026, 3, 1)) == "weekend"
    assert calendar.why(date(2027, 3, 1)) == "provisional_working"


@pytest.mark.parametrize(
    "line",
    [
        "2026-02-30,rest,春节,通知",
        "2026-02-15,closed,春节,通知",
        "2026-02-15,rest,春节,",
        "2026-02-15,rest",
        "2026-02-14,rest,春节,通知",
    ],
)
def test_a_line_that_is_no_new_day_is_refused(line):
    with pytest.raises(Invalid) as refusal:
        holidays.read(HEAD + GOOD + line + "\n")

    assert [fault.place for fault in refusal.value.faults] == ["line 3"]


@pytest.mark.parametrize("text", ["", HEAD, "day,what\n2026-01-01,off\n"])
def test_a_table_without_days_is_refused(text):
    with pytest.raises(Invalid):
        holidays.read(text)


def test_counting_goes_over_the_turn_of_the_year_both_ways(calendar):
    assert calendar.subtract(date(2026, 1, 4), 1) == date(2025, 12, 31)
    assert calendar.between(date(2026, 1, 5), date(2025, 12, 31)) == -2


@pytest.mark.parametrize("count", [0, -1])
def test_less_than_one_day_cannot_be_counted(count):
    for step in (WorkCalendar().add, WorkCalendar().subtract):
        with pytest.raises(ValueError, match="at least 1"):
            step(date(2026, 3, 2), count)
