"""Time passing: each limit has its effect once, never early, and before any later deed."""

import pytest

from app import clock
from app.usecases import timing
from app.usecases.tasks import reviewing
from engine.errors import Conflict
from engine.stories.telling import moment
from tests.office import TEA
from tests.usecases import drawing
from tests.usecases.desk import ACCEPT, CLOCK, CORRECT

NOW = moment("2026-12-01T09:00")


def of(desk, step, kind="timer"):
    """The newest deadline of a step."""
    return desk.deadlines(step=step, kind=kind)[-1]


def passed(desk, deadline):
    return desk.do(CLOCK, timing.pass_deadline, deadline.case_id, deadline.id)


def test_a_limit_does_not_pass_before_it_is_due(desk):
    desk.hand_in()
    limit = of(desk, "five_days_over")
    desk.wait_until("2026-03-09T23:59:00")

    with pytest.raises(Conflict):
        passed(desk, limit)

    assert of(desk, "five_days_over").state == "running"


def test_a_limit_passes_once(desk):
    desk.hand_in()
    limit = of(desk, "five_days_over")
    desk.wait_until("2026-03-10T00:00:00")
    passed(desk, limit)

    with pytest.raises(Conflict):
        passed(desk, limit)

    assert desk.told().count("case.accepted") == 1


def test_an_answer_in_time_meets_its_limit_and_the_timer_no_longer_counts(desk):
    desk.hand_in()
    desk.wait_until("2026-03-09T23:00:00")
    desk.answer("zhouwenjing", "check_materials", ACCEPT)

    assert of(desk, "five_days_over").state == "cancelled"
    assert of(desk, "check_materials", "step").state == "met"
    with pytest.raises(Conflict):
        passed(desk, of(desk, "five_days_over"))


def test_deemed_acceptance_counts_from_the_day_of_receipt(desk):
    desk.hand_in()
    desk.wait_until("2026-03-12T15:00")

    desk.pass_due()

    case = desk.case()
    assert str(case.accepted_on) == "2026-03-02"
    assert [str(day) for day in (case.promised_due_on, case.statutory_due_on)] == [
        "2026-03-30",
        "2026-05-08",
    ]


def test_declared_silence_is_the_opinion_of_the_system(desk):
    desk.accepted(TEA | {"industries": ["pawnshop"], "business_scope": "典当业务"})
    desk.answer("songweimin", "examine_pre_approval", {"proposal": "agree", "remarks": "材料属实"})
    desk.wait_until("2026-03-07T00:00")
    desk.pass_due()

    task = desk.task("approve_by_list", closed=True)
    assert (task.closing, task.closed_by, task.closed_by_id) == ("silent", "clock", None)
    assert task.answers == {"opinion": "deemed_agree"}
    assert of(desk, "approve_by_list", "silence").state == "fired"
    assert desk.breaches() == []


def test_a_limit_that_only_marks_leaves_the_task_open_and_tells_its_group(desk):
    desk.accepted()
    desk.wait_until("2026-04-20T09:00")

    assert "prereview_tax" in desk.pass_due()

    assert [task.step for task in desk.tasks("prereview_tax")] == ["prereview_tax"]
    told = [notice.group for notice in desk.notices() if notice.what == "notice.overdue"]
    assert "tax/examiner" in told


def test_the_limits_of_a_case_are_met_by_its_decision(desk):
    desk.hand_in()
    desk.answer("zhouwenjing", "check_materials", CORRECT)
    desk.wait_until("2026-03-23T16:30")
    desk.answer("party", "correct_materials", TEA)

    assert of(desk, "correction_overdue").state == "cancelled"
    assert desk.deadlines(kind="promised") == []


def test_what_has_passed_is_told_with_the_moment_it_was_due_and_its_basis(desk):
    desk.hand_in()
    desk.wait_until("2026-03-12T15:00")
    desk.pass_due()

    accepted = next(entry for entry in desk.history() if entry.what == "case.accepted")
    passed = [entry for entry in desk.history() if entry.what == "deadline.passed"]
    assert passed[-1].details["due_at"].startswith("2026-03-09T16:00")
    assert accepted.at.isoformat().startswith("2026-03-12T15:00")
    assert accepted.actor["id"] == "clock"


def test_a_tick_lets_everything_pass_that_is_due_and_nothing_else(desk, in_app):
    for _ in range(3):
        desk.hand_in()
    desk.wait_until("2026-03-10T00:00")

    with in_app():
        first, second = clock.tick(), clock.tick()

    assert (first >= 3, second) == (True, 0)
    assert desk.breaches() == []


def test_limits_that_follow_from_limits_pass_in_the_same_tick(desk, in_app):
    desk.hand_in()
    desk.wait_until("2026-12-01T09:00")

    with in_app():
        clock.tick()

    assert [row.step for row in desk.deadlines(state="running") if row.due_at < NOW] == []
    assert desk.breaches() == []


def test_a_limit_that_passed_comes_before_a_later_deed(desk, in_app):
    drawing.publish(desk, drawing.two_ways_out())
    desk.hand_in({}, item="two_ways")
    task = desk.task("look").id
    desk.wait_until("2026-03-06T00:00")

    with in_app(), pytest.raises(Conflict), clock.deed(desk.actor("zhouwenjing"), task) as work:
        reviewing.complete_task(work, task, {"opinion": "yes"})

    assert desk.case().outcome == "deemed_withdrawn"


def test_a_deed_in_the_last_moment_is_in_time(desk, in_app):
    drawing.publish(desk, drawing.two_ways_out())
    desk.hand_in({}, item="two_ways")
    task = desk.task("look").id
    desk.wait_until("2026-03-05T23:59")

    with in_app(), clock.deed(desk.actor("zhouwenjing"), task) as work:
        reviewing.complete_task(work, task, {"opinion": "yes"})

    assert desk.case().outcome == "granted"


def test_a_deed_on_one_case_does_not_wait_for_the_limits_of_others(desk, in_app):
    desk.hand_in()
    other = desk.number
    desk.hand_in()
    desk.wait_until("2026-03-10T00:00")

    with in_app():
        clock.catch_up(desk.number)

    desk_state, desk.number = desk.case().state, other
    assert (desk_state, desk.case().state) == ("accepted", "submitted")


def test_catching_up_on_what_does_not_exist_does_nothing(desk, in_app):
    with in_app():
        clock.catch_up("2026-000001-0")
        with clock.deed(desk.actor("zhouwenjing"), task="none") as work:
            assert work.held is None
