"""A change of the calendar: seen before, applied or let be, followed by each running case."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.commands.office import read_yaml
from app.storage.clock import calendar as stored
from app.storage.clock.calendar import CalendarMove
from app.usecases.calendars import deciding, previewing, proposing
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.office import organising
from engine.errors import Conflict, Invalid, NotAllowed
from engine.rules.deadlines import OFFICE_ZONE
from tests.office import ROOT
from tests.usecases.calendars.telling import applied, file, outage, rest, table


def previewed(desk, change):
    with desk.look() as work:
        found, _ = previewing.moved_cases(work, stored.of_id(work.session, change.id))
        return {
            (one.case.number, limit.deadline.kind): (limit.old.due_on, limit.new.due_on)
            for one in found
            for limit in one.limits
        }


def count_too_late(work):
    """Count by the calendars in force, and find that somebody was faster."""
    assert not work.calendar.is_working_day(date(2026, 3, 5))
    raise Conflict("case.newer", "Somebody was faster.")


def promised(desk):
    return desk.deadlines(kind="promised")[0]


def test_a_proposal_changes_nothing_but_shows_which_cases_would_move(desk):
    desk.accepted()
    before = promised(desk).due_on

    change = desk.do("chengxiao", proposing.propose, rest("2026-03-05"))

    after = date(before.year, before.month, before.day + 1)
    assert previewed(desk, change)[desk.number, "promised"] == (before, after)
    assert promised(desk).due_on == before
    with desk.look() as work:
        assert work.calendar.is_working_day(date(2026, 3, 5))


def test_what_was_previewed_is_what_happens(desk, in_app):
    desk.accepted()
    change = desk.do("chengxiao", proposing.propose, outage("2026-03-04", "2026-03-05"))
    shown = previewed(desk, change)

    desk.do("chengxiao", deciding.apply, change.id, "move", "停电")
    with in_app():
        clock.follow_changes()

    assert shown
    for (_, kind), (_, new) in shown.items():
        assert new in {row.due_on for row in desk.deadlines(kind=kind)}
    assert desk.case().promised_due_on == promised(desk).due_on
    assert desk.breaches() == []


def test_old_and_new_dates_stay_in_the_history(desk, in_app):
    desk.accepted()
    before = promised(desk).due_at
    applied(desk, rest("2026-03-05"))
    with in_app():
        clock.follow_changes()

    told = desk.history()[-1]
    limit = next(one for one in told.details["limits"] if one["kind"] == "promised")
    assert (told.what, told.details["why"]) == ("deadlines.moved", "calendar")
    assert datetime.fromisoformat(limit["from"]["due_at"]) == before


def test_running_cases_may_keep_the_dates_they_were_told(desk, in_app):
    desk.accepted()
    before = promised(desk)

    applied(desk, rest("2026-03-05"), running="keep")
    with in_app():
        clock.follow_changes()

    after = promised(desk)
    assert (after.due_at, after.calendar_version) == (before.due_at, before.calendar_version)
    with desk.look() as work:
        assert not work.calendar.is_working_day(date(2026, 3, 5))


def test_an_announced_date_never_becomes_earlier(desk, in_app):
    desk.accepted()
    before = promised(desk)

    applied(desk, rest("2026-03-07", works=True))  # a Saturday that is worked
    with in_app():
        clock.follow_changes()

    after = promised(desk)
    assert (after.due_on, after.kept_at) == (before.due_on, before.due_at)
    assert desk.breaches() == []


def test_a_pause_that_ends_at_once_does_not_shorten_a_kept_date_d_26(desk, in_app):
    desk.accepted()
    before = promised(desk).due_on
    applied(desk, rest("2026-03-07", works=True))
    with in_app():
        clock.follow_changes()

    pause = desk.do("wangjianguo", pausing.pause_case, desk.number, Wish("testing", 5, "检测"))
    desk.end_pause("wangjianguo", pause.id)

    assert promised(desk).due_on == desk.case().promised_due_on == before


def test_a_pause_adds_its_working_days_to_a_kept_date_d_26(desk, in_app):
    desk.accepted()
    applied(desk, rest("2026-03-07", works=True))
    with in_app():
        clock.follow_changes()

    desk.do("wangjianguo", pausing.pause_case, desk.number, Wish("testing", 5, "检测"))

    assert promised(desk).due_on == date(2026, 4, 7)  # 30 March and five days, Qingming between
    assert desk.breaches() == []


def test_a_pause_before_its_turn_takes_nothing_of_the_announced_date_d_26(desk, in_app):
    desk.accepted()
    applied(desk, rest("2026-03-07", works=True))

    desk.do("wangjianguo", pausing.pause_case, desk.number, Wish("testing", 5, "检测"))
    with in_app():
        clock.follow_changes()

    assert promised(desk).due_on == date(2026, 4, 7)
    assert desk.breaches() == []


def test_a_provisional_date_follows_the_table_when_it_arrives(desk, set_clock, in_app):
    set_clock("2026-12-28T09:00")
    desk.accepted()
    assert promised(desk).provisional

    change = desk.do("chengxiao", proposing.propose_notice, 2027, file(table()))
    desk.do("chengxiao", deciding.apply, change.id, "move", "国办通知")
    with in_app():
        clock.follow_changes()

    assert not promised(desk).provisional
    assert not desk.case().provisional


def test_a_department_counts_by_days_of_its_own(desk):
    applied(desk, rest("2026-03-07", works=True, department="tax"))

    with desk.look() as work:
        saturday = date(2026, 3, 7)
        assert work.calendar_of("tax").is_working_day(saturday)
        assert not work.calendar_of("health").is_working_day(saturday)


def test_a_decision_of_one_department_concerns_only_cases_it_is_asked_in(desk):
    desk.accepted()

    change = desk.do("chengxiao", proposing.propose, rest("2026-03-03", department="health"))

    assert previewed(desk, change) == {}


def test_what_is_lifted_no_longer_holds_and_its_version_stays(desk):
    held = applied(desk, rest("2026-03-05"))
    lifting = desk.do("chengxiao", proposing.propose_lifting, held, "滨政办〔2026〕11号")
    desk.do("chengxiao", deciding.apply, lifting.id, "move", "撤销")

    with desk.look() as work:
        assert work.calendar.is_working_day(date(2026, 3, 5))
        versions = [one.version for one in stored.in_force(work.session)]
    assert versions == [1, 2, 3]


def test_a_change_is_decided_about_once(desk):
    change = applied(desk, rest("2026-03-05"))

    with pytest.raises(Conflict):
        desk.do("chengxiao", deciding.apply, change, "move", "again")
    with pytest.raises(Conflict):
        desk.do("chengxiao", proposing.discard, change)


def test_a_change_needs_a_reason_and_a_word_about_running_cases(desk):
    change = desk.do("chengxiao", proposing.propose, rest("2026-03-05"))

    with pytest.raises(Invalid) as refused:
        desk.do("chengxiao", deciding.apply, change.id, "perhaps", " ")

    assert [fault.place for fault in refused.value.faults] == ["reason", "running"]


def test_only_administrators_keep_the_calendar(desk):
    with pytest.raises(NotAllowed):
        desk.do("zhouwenjing", proposing.propose, rest("2026-03-05"))


def test_everything_wrong_with_a_decision_is_told(desk):
    wrong = rest("2026-03-05", "2026-03-04", department="navy", region="45")

    with pytest.raises(Invalid) as refused:
        desk.do("chengxiao", proposing.propose, wrong)

    assert [fault.place for fault in refused.value.faults] == [
        "department", "region", "region", "to"
    ]  # fmt: skip


def test_cases_that_follow_are_looked_at_once_each(desk, in_app):
    with in_app():
        clock.follow_changes()  # that of the demo office
    for _ in range(3):
        desk.accepted()
    applied(desk, rest("2026-03-05"))
    with in_app():
        assert clock.follow_changes(most=2) == 2
        assert clock.follow_changes() == 1
        assert clock.follow_changes() == 0

    move = desk.all(select(CalendarMove).order_by(CalendarMove.change_id.desc()))[0]
    assert (move.looked_at, move.moved) == (3, 3)
    assert move.ended_at.astimezone(OFFICE_ZONE).date() == date(2026, 3, 2)


def test_a_holiday_of_a_region_holds_for_the_departments_that_lie_in_it(desk):
    office = read_yaml(ROOT / "app/office/demo.yaml") | {"region": "330108"}
    tax = next(row for row in office["departments"] if row["code"] == "tax")
    tax["region"] = "450103"
    desk.do("chengxiao", organising.load_office, office)

    applied(desk, rest("2026-04-16", region="450000"))

    with desk.look() as work:
        holiday = date(2026, 4, 16)
        assert not work.calendar_of("tax").is_working_day(holiday)
        assert work.calendar_of("health").is_working_day(holiday)


def test_departments_that_stay_where_they_are_change_no_calendar(desk):
    office = read_yaml(ROOT / "app/office/demo.yaml") | {"region": "330108"}

    for _ in range(2):
        desk.do("chengxiao", organising.load_office, office)

    with desk.look() as work:
        assert [one.version for one in stored.in_force(work.session)] == [1, 2]


def test_what_began_before_a_kept_change_goes_on_counting_without_it(desk, in_app):
    desk.accepted()
    before = promised(desk).due_on
    applied(desk, rest("2026-03-05"), running="keep")

    applied(desk, rest("2026-03-06"), running="move")
    with in_app():
        clock.follow_changes()

    with desk.look() as work:
        days = work.calendar_of("tax", desk.case().received_at).between(
            before, promised(desk).due_on
        )
    assert days == 1


def test_a_limit_that_a_change_puts_off_does_not_pass_before_its_case_had_its_turn(desk, in_app):
    """However many cases come first: what is due by the old calendar is counted by the new."""
    desk.accepted()
    before = promised(desk).due_at
    desk.wait_until((before + timedelta(hours=1)).astimezone(OFFICE_ZONE).isoformat()[:16])
    applied(desk, rest("2026-03-05"))

    with in_app():
        assert not [limit for limit in clock.passing() if limit.kind == "promised"]
        clock.follow_changes()

    assert (promised(desk).state, promised(desk).due_at > before) == ("running", True)
    assert desk.breaches() == []


def test_calendars_first_read_by_a_deed_that_was_refused_are_there_for_everybody_after(desk):
    applied(desk, rest("2026-03-05"))

    with pytest.raises(Conflict):
        desk.do("chengxiao", count_too_late)

    with desk.look() as work:
        assert not work.calendar_of("fire").is_working_day(date(2026, 3, 5))
