"""The yearly notice as a file: read whole, or refused with everything that is wrong in it."""

from datetime import date

import pytest

from app.usecases.calendars import judging, reading
from app.usecases.calendars.reading import File
from engine.errors import Invalid
from tests.usecases.calendars.telling import NOTICE, file, table

ICS = """BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//office//\r\n{events}END:VCALENDAR\r\n"""
EVENT = """BEGIN:VEVENT\r\nUID:{start}\r\nDTSTART;VALUE=DATE:{start}\r\n{more}SUMMARY:{name}\r
END:VEVENT\r\n"""


def ics(*events):
    told = "".join(
        EVENT.format(start=start, name=name, more="".join(f"{line}\r\n" for line in more))
        for start, name, *more in events
    )
    return file(ICS.format(events=told), NOTICE)


def codes(text, year=2027):
    told, faults = reading.read(file(text))
    return [(one.place, one.code) for one in [*faults, *judging.faults(year, told)]]


def test_a_whole_table_has_no_faults():
    assert codes(table()) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("2027-02-30", "rest", "春节"), "calendar.date"),
        (("2027-3-1", "rest", "春节"), "calendar.date"),
        (("2027-02-06", "closed", "春节"), "calendar.kind"),
        (("2027-02-06", "rest", ""), "calendar.no_name"),
        (("2027-02-08", "makeup_workday", "春节"), "calendar.makeup_on_weekday"),
        (("2027-02-07", "rest", "春节"), "calendar.twice"),
        (("2026-06-01", "rest", "儿童节"), "calendar.other_year"),
    ],
)
def test_a_line_that_cannot_be_is_told_with_its_place(line, code):
    assert codes(table(line)) == [("line 15", code)]


def test_everything_that_is_wrong_is_told_at_once():
    wrong = (("2027-02-30", "rest", "春节"), ("2027-02-08", "makeup_workday", "春节"))

    found = codes(table(*wrong, without=["2027-10-01"]))

    assert [code for _, code in found] == [
        "calendar.date",
        "calendar.makeup_on_weekday",
        "calendar.not_whole",
    ]


def test_a_statutory_holiday_cannot_be_worked():
    found = codes(table(("2027-05-01", "makeup_workday", "劳动节"), without=["2027-05-01"]))

    assert {code for _, code in found} == {"calendar.holiday_worked", "calendar.not_whole"}


def test_a_table_of_another_year_is_told_as_such():
    assert codes(table(), year=2028) == [("year", "calendar.year_missing")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"x" * (reading.LARGEST + 1), "calendar.too_large"),
        (table().encode("gb18030"), "calendar.not_utf8"),
        (b"day,what\n2027-01-01,off\n", "calendar.columns"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "calendar.not_ics"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused(content, code):
    with pytest.raises(Invalid) as refused:
        reading.read(File("x", content))

    assert [fault.code for fault in refused.value.faults] == [code]


def test_an_icalendar_tells_days_of_rest_and_make_up_days():
    sent = ics(
        ("20271001", "国庆节（休）", "DTEND;VALUE=DATE:20271004"), ("20271009", "国庆节（班）")
    )

    told, faults = reading.read(sent)

    assert faults == []
    assert [(one.day.date.day, one.day.kind, one.day.name) for one in told] == [
        *((day, "statutory_holiday", "国庆节") for day in (1, 2, 3)),
        (9, "makeup_workday", "国庆节"),
    ]


def test_an_icalendar_says_by_category_what_a_day_is():
    told, _ = reading.read(ics(("20270405", "清明节", "CATEGORIES:法定节假日")))

    assert [(one.day.date, one.day.kind) for one in told] == [
        (date(2027, 4, 5), "statutory_holiday")
    ]


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (("20271001", "国庆节", "RRULE:FREQ=YEARLY"), "calendar.event"),
        (("20271001", "国庆节", "DTEND:20271002T080000Z"), "calendar.event"),
        (("20271001", "国庆节", "DTEND;VALUE=DATE:20271001"), "calendar.event_length"),
        (("20271001", "国庆节", "DTEND;VALUE=DATE:20281001"), "calendar.event_length"),
        (("20271001", ""), "calendar.no_name"),
    ],
)
def test_an_event_that_is_no_whole_days_is_told_with_its_place(event, code):
    _, faults = reading.read(ics(event))

    assert [(fault.place, fault.code) for fault in faults] == [("event 1", code)]


def test_festivals_that_no_day_is_named_after_are_worth_a_look():
    told, _ = reading.read(file(table(without=["2027-06-09"])))

    assert judging.unnamed(one.day.name for one in told) == ["端午"]
