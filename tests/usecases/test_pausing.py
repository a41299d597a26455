"""The clock of a case stops on a legal ground and goes on with the time that was left (Art. 45)."""

import pytest

from app.storage.case.papers import Paper
from app.storage.clock.pauses import Pause
from app.usecases import timing
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from engine.errors import Conflict, Invalid, NotAllowed
from tests.usecases.desk import CLOCK
from tests.usecases.racing import at_once, done

LEAD = "wangjianguo"
REVIEW = Wish("expert_review", 10, "专家评审")
TESTING = Wish("testing", 9, "消防检测")


@pytest.fixture
def case(desk):
    """A committed case of 20 and 10 working days, accepted on Monday 2 March 2026."""
    desk.accepted()
    return desk


def pause(desk, wish=REVIEW, at="2026-03-09T10:00", who=LEAD):
    desk.wait_until(at)
    desk.pass_due()
    return desk.do(who, pausing.pause_case, desk.number, wish).id


def end(desk, pause_id, at):
    desk.wait_until(at)
    return desk.end_pause(LEAD, pause_id)


def later(desk, from_, days):
    return desk.do(LEAD, lambda work: work.calendar.add(from_, days))


def statutory(desk):
    return desk.case().statutory_due_on


def test_a_pause_excludes_the_working_days_after_its_first_up_to_its_last_day(case):
    """T-27: 9 to 23 March are ten working days."""
    before = statutory(case)
    end(case, pause(case), "2026-03-23T15:00")

    assert statutory(case) == later(case, before, 10)
    assert case.breaches() == []


def test_overlapping_pauses_are_merged_and_never_added(case):
    """T-28: (03-09, 03-23] and (03-16, 03-27] are 14 working days, not 19."""
    before = statutory(case)
    first, second = pause(case), pause(case, TESTING, "2026-03-16T10:00")
    end(case, first, "2026-03-23T10:00")
    assert case.case().paused
    end(case, second, "2026-03-27T10:00")

    assert (statutory(case), case.case().paused) == (later(case, before, 14), False)


def test_a_clock_that_stops_on_the_last_day_goes_on_with_that_day_art_45(case):
    """The day it goes on is in time; from the next one the promise is broken."""
    last = case.case().promised_due_on
    end(case, pause(case, TESTING, f"{last}T10:00"), f"{later(case, last, 3)}T09:00")
    assert case.pass_due() == []
    assert case.case().promised_due_on == later(case, last, 3)

    case.wait_until(f"{later(case, last, 4)}T00:00")
    assert "promised" in case.pass_due()


def test_two_separate_pauses_both_count(case):
    """T-29: 4 and 2 working days."""
    before = statutory(case)
    end(case, pause(case), "2026-03-13T10:00")
    end(case, pause(case, TESTING, "2026-03-18T10:00"), "2026-03-20T10:00")

    assert statutory(case) == later(case, before, 6)


def test_the_applicant_is_told_in_writing_with_the_time_it_will_take(case):
    pause(case)

    paper = case.all(case._of_case(Paper).filter_by(kind="SPECIAL_PROCEDURE_NOTICE"))[0]
    assert paper.content["planned_working_days"] == 10
    assert paper.content["statutory_due_on"] == statutory(case).isoformat()
    assert case.notices()[-1].what == "notice.paused"


def test_nothing_that_follows_the_clock_passes_while_it_stands(case):
    pause(case)
    case.wait_until("2027-06-01T09:00")

    assert set(case.pass_due()) == {"pause"}
    assert not [row for row in case.deadlines(state="running") if row.follows_clock]
    assert (case.case().yellow_at, case.breaches()) == (None, [])


def test_a_planned_end_that_passed_is_told_and_the_pause_goes_on(case):
    pause(case)
    case.wait_until("2026-03-24T00:00")
    case.pass_due()

    assert "pause.overrun" in case.told()
    assert case.case().paused
    assert case.notices()[-1].what == "notice.overrun"


def test_a_ground_that_ends_itself_lets_the_clock_go_on_after_its_planned_end(case):
    before = statutory(case)
    correction = Wish("correction", 5, "补正图纸", approved_by="zhangzhiyuan")
    pause(case, correction)
    case.wait_until("2026-03-18T09:00")
    case.pass_due()

    assert (case.case().paused, statutory(case)) == (False, later(case, before, 5))


def test_the_state_of_the_case_comes_back_with_the_clock(case):
    before = case.case().state
    pause_id = pause(case)
    stood = case.case().state
    end(case, pause_id, "2026-03-10T09:00")

    assert (stood, case.case().state) == ("suspended", before)


def test_what_is_wrong_with_a_pause_is_told_at_once(case):
    wrong = Wish("hearing", 21, " ", evidence="none", approved_by="nobody")
    with pytest.raises(Invalid) as refused:
        pause(case, wrong)

    assert {fault.code for fault in refused.value.faults} == {
        "pause.too_long",
        "approval.unknown",
        "pause.no_reason",
        "pause.evidence",
    }


def test_who_approves_is_a_second_person_of_the_right_role(case):
    with pytest.raises(Invalid) as wrong_role:
        pause(case, Wish("suspension", 5, "中止", approved_by="zhouwenjing"))
    with pytest.raises(Invalid) as same:
        pause(case, Wish("suspension", 5, "中止", approved_by="weiguodong"), who="weiguodong")

    assert [one.code for one in wrong_role.value.faults] == ["approval.not_approver"]
    assert [one.code for one in same.value.faults] == ["approval.same_person"]


def test_a_clock_that_does_not_run_cannot_stop(desk):
    desk.hand_in()
    with pytest.raises(Conflict) as refused:
        pause(desk, at="2026-03-02T10:00")

    assert refused.value.code == "pause.not_accepted"


def test_a_pause_neither_begins_nor_ends_twice(case):
    pause_id = pause(case)
    with pytest.raises(Conflict) as begun:
        pause(case)
    end(case, pause_id, "2026-03-10T09:00")
    with pytest.raises(Conflict) as ended:
        end(case, pause_id, "2026-03-11T09:00")

    assert (begun.value.code, ended.value.code) == ("pause.stands", "pause.ended")


def test_a_pause_does_not_end_before_it_began_nor_tomorrow(case):
    pause_id = pause(case)
    for day in ("2026-03-06", "2026-03-10"):
        with pytest.raises(Invalid), case.work(LEAD) as work:
            pausing.end_pause(work, case.number, pause_id, type(work.today).fromisoformat(day))


def test_the_caps_of_a_ground_hold(case):
    end(case, pause(case, Wish("hearing", 20, "听证")), "2026-03-10T09:00")
    with pytest.raises(Invalid) as refused:
        pause(case, Wish("hearing", 5, "再次听证"), "2026-03-11T09:00")

    assert [one.code for one in refused.value.faults] == ["pause.too_often"]


def test_only_who_leads_or_steers_stops_the_clock_of_the_whole_case(case):
    with pytest.raises(NotAllowed):
        pause(case, who="zhouwenjing")


def test_a_branch_stands_alone(case):
    task = case.task("prereview_tax")
    before = statutory(case)
    pause(case, Wish("testing", 5, "核查", task=task.id), "2026-03-03T10:00")

    step = case.deadlines(step="prereview_tax", kind="step")[-1]
    assert (step.state, case.case().paused, statutory(case)) == ("paused", False, before)


def test_what_would_move_is_foreseen_and_nothing_is_changed(case):
    case.wait_until("2026-03-09T10:00")
    with case.look(LEAD) as work:
        moved = pausing.foresee_pause(work, case.number, REVIEW)
    foreseen = next(one.new.due_on for one in moved if one.deadline.kind == "statutory")

    assert case.all(case._of_case(Pause)) == []
    pause(case)
    assert statutory(case) == foreseen


def test_of_a_pause_and_a_limit_that_passes_at_the_same_moment_one_wins(case):
    limit = case.deadlines(step="prereview_tax", kind="step")[-1]
    case.wait_until(limit.due_at.isoformat())
    results = at_once(
        lambda: case.do(CLOCK, timing.pass_deadline, limit.case_id, limit.id),
        lambda: case.do(LEAD, pausing.pause_case, case.number, REVIEW),
    )

    after = case.deadlines(step="prereview_tax", kind="step")[-1]
    assert (after.state, len(done(results))) == ("fired", 2)
    assert case.breaches() == []
