"""Days, moments and durations."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine import feel
from engine.feel import Months, Period

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('date("2026-03-02")', date(2026, 3, 2)),
        ("date(2026, 3, 2)", date(2026, 3, 2)),
        ('@"2026-03-02"', date(2026, 3, 2)),
        ('time("09:30:00")', time(9, 30)),
        ('time("09:30:00Z")', time(9, 30, tzinfo=UTC)),
        ("time(9, 30, 0)", time(9, 30)),
        ('date and time("2026-03-02T09:30:00Z")', datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        (
            'date and time("2026-03-02T09:30:00")',
            datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI),
        ),
        (
            'date and time(date("2026-03-02"), time("09:30:00"))',
            datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI),
        ),
        ('duration("P1DT2H")', timedelta(days=1, hours=2)),
        ('duration("-P1Y2M")', Months(-14)),
        ('years and months duration(@"2024-01-31", @"2026-03-30")', Months(25)),
        ("today()", date(2026, 3, 2)),
        ("now()", datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)),
        ('@"2026-01-31" + @"P1M"', date(2026, 2, 28)),
        ('@"2026-03-02" + @"P5D"', date(2026, 3, 7)),
        ('@"2026-03-02" - @"P1Y"', date(2025, 3, 2)),
        ('@"2026-03-02" - @"2026-02-28"', timedelta(days=2)),
        ('duration("PT0.S") = @"PT0S"', True),
        ('duration("PT.5S") * 2 = @"PT1S"', True),
        ('@"09:30:00" + @"PT15H"', time(0, 30)),
        ('@"P1D" * 3', timedelta(days=3)),
        ('@"P6D" / @"P4D"', 1.5),
        ('@"P1Y" / 2', Months(6)),
        ('@"PT3S" / 3', timedelta(seconds=1)),
        ('@"PT9S" / 9 = @"PT1S"', True),
        ('-duration("P999999999DT1S")', None),
        ('duration("-P999999999DT1S")', None),
        ('@"2026-10-25T02:30:00@Europe/Rome" = @"2026-10-25T00:30:00Z"', True),
        ('@"2026-10-25T02:30:00@Europe/Rome" in [@"2026-10-25T00:00:00Z"..now()]', False),
        ('@"2026-03-29T01:30:00@Europe/Rome" + @"PT1H" = @"2026-03-29T01:30:00Z"', True),
        ('string(@"2026-03-29T01:30:00@Europe/Rome" + @"PT1H")', "2026-03-29T03:30:00@Europe/Rome"),
        ('@"2026-03-29T03:30:00@Europe/Rome" - @"PT1H" = @"2026-03-29T00:30:00Z"', True),
        ('@"2026-03-29T01:30:00@Europe/Rome" + @"P1D" - @"2026-03-29T01:30:00@Europe/Rome"',
         timedelta(days=1)),
        ('@"0001-01-01T00:00:00+08:00" < @"9999-12-31T23:59:59-08:00"', True),
        ('-@"P1D"', timedelta(days=-1)),
        ('@"2026-03-02" < @"2026-03-03"', True),
        ('now() > date and time("2026-03-02T09:29:59")', True),
        ('@"2026-03-02T01:30:00Z" = now()', True),
        ('@"2026-03-02" in [@"2026-03-01"..@"2026-03-31"]', True),
        ('@"2026-03-02".year + @"2026-03-02".month', 2029),
        ('@"2026-03-02".weekday', 1),
        ('@"2026-03-02T09:30:05Z".second', 5),
        ("now().time offset", timedelta(hours=8)),
        ('@"P1Y2M".months', 2),
        ('@"-P1DT2H".hours', -2),
        ('day of week(@"2026-03-02")', "Monday"),
        ('month of year(@"2026-03-02")', "March"),
        ('day of year(@"2026-03-02")', 61),
        ('week of year(@"2026-03-02")', 10),
        ('last day of month(@"2026-02-02")', date(2026, 2, 28)),
        ('for d in @"2026-03-02"..@"2026-03-03" return d', [date(2026, 3, 2), date(2026, 3, 3)]),
        ('string(@"2026-03-02T09:30:00Z")', "2026-03-02T09:30:00Z"),
        ('string(@"2026-03-02T09:30:00.5+08:00")', "2026-03-02T09:30:00.5+08:00"),
        ('string(@"2026-03-02T09:30:00@Asia/Shanghai")', "2026-03-02T09:30:00@Asia/Shanghai"),
        ('string(@"P1DT2H3M4.5S")', "P1DT2H3M4.5S"),
        ('abs(@"-P1D")', timedelta(days=1)),
        ('date(@"2026-03-02T23:30:00Z")', date(2026, 3, 2)),
    ],
)  # fmt: skip
def test_days_and_moments_are_counted(value, source, expected):
    assert value(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        'date("2026-02-30")',
        'date("26-3-2")',
        'date("２０２６-03-02")',
        'time("25:00:00")',
        'time("09:30:00@Mars/Base")',
        'duration("P")',
        'duration("P1DT")',
        'duration("PWD")',
        'duration("P99999999999D")',
        '@"9999-12-31" + @"P1D"',
        '@"2026-03-02" + @"P99999Y"',
        '@"2026-03-02" + 1',
        '@"P1D" + @"P1M"',
        "workdays(-1)",
        "workdays(1.5)",
        'workdays("5")',
        "workdays(5, null)",
    ],
)
def test_what_is_no_day_or_duration_is_null(value, source):
    assert value(source) is None


def test_a_period_leaves_counting_to_the_calendar(value):
    assert value("workdays(item.days)", item={"days": 5}) == Period("working_days", 5)
    assert value('workdays(0, @"2026-03-02")') == Period("working_days", 0, date(2026, 3, 2))
    assert value("workdays(5, now()).from") == datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
    assert value("workdays(5).number + 1") == 6


@pytest.mark.parametrize(
    ("source", "unit"),
    [
        ("naturaldays(days: 60)", "natural_days"),
        ("months(6)", "months"),
        ("workhours(hours: 4)", "working_hours"),
        ("halfdays(1)", "half_days"),
    ],
)
def test_a_period_is_in_every_unit_an_office_counts(value, source, unit):
    assert value(source).unit == unit
    assert value(f"string({source})").startswith(source.partition("(")[0] + "(")


def test_a_period_has_no_length_to_compare_or_compute_with(value):
    assert value("workdays(5) < workdays(6)") is None
    assert value("workdays(5) + workdays(6)") is None


def test_today_is_the_day_of_the_office(at):
    late = datetime(2026, 3, 2, 17, tzinfo=UTC).astimezone(SHANGHAI)

    assert feel.compile("today()").evaluate({}, late) == date(2026, 3, 3)
