"""Open limits are counted again in one transaction; the old moments stay in the history."""

from datetime import date

from app.storage.case import cases
from app.storage.clock.pauses import Pause
from app.usecases.moving.recounting import recount
from tests.usecases.desk import CLOCK


def stop(work, number, until=None):
    """Write a pause of ten planned working days from today by hand, and count again."""
    case = cases.locked(work.session, number)
    case.pauses += 1
    row = Pause(
        case_id=case.id,
        ground="expert_review",
        planned_working_days=10,
        planned_to_on=date(2026, 3, 23),
        from_on=date(2026, 3, 9),
        to_on=until,
        recorded_at=work.now,
        recorded_by="clock",
    )
    work.session.add(row)
    return recount(work, case, "pause")


def test_while_a_pause_lasts_no_limit_that_follows_it_can_pass(desk):
    desk.accepted()
    desk.wait_until("2026-03-09T10:00")
    desk.pass_due()
    desk.do(CLOCK, stop, desk.number)
    desk.wait_until("2026-12-01T09:00")

    assert desk.pass_due() == []
    assert {row.state for row in desk.deadlines(kind="statutory")} == {"paused"}
    assert desk.case().yellow_at is None


def test_a_pause_that_ended_moves_the_limits_by_its_working_days(desk):
    desk.accepted()
    before = desk.case().promised_due_on
    desk.wait_until("2026-03-23T10:00")
    moved = desk.do(CLOCK, stop, desk.number, date(2026, 3, 23))

    calendar = desk.do(CLOCK, lambda work: work.calendar)
    assert desk.case().promised_due_on == calendar.add(before, 10)
    assert {one.deadline.kind for one in moved} == {"prewarning", "promised", "statutory"}


def test_counting_again_without_a_change_moves_nothing_and_tells_nothing(desk):
    desk.accepted()
    told = desk.told()

    with desk.work(CLOCK) as work:
        moved = recount(work, cases.locked(work.session, desk.number), "calendar")

    assert (moved, desk.told()) == ([], told)


def test_the_old_and_the_new_moments_stay_in_the_history(desk):
    desk.accepted()
    desk.wait_until("2026-03-23T10:00")
    desk.do(CLOCK, stop, desk.number, date(2026, 3, 23))

    fact = desk.history()[-1]
    limit = next(one for one in fact.details["limits"] if one["kind"] == "promised")
    assert (fact.what, fact.details["why"]) == ("deadlines.moved", "pause")
    assert limit["from"]["due_at"] < limit["to"]["due_at"]


def test_tasks_show_their_moved_dates_and_keep_their_revision(desk):
    desk.accepted()
    before = desk.task("prereview_tax")
    desk.wait_until("2026-03-03T10:00")
    desk.do(CLOCK, stop, desk.number, date(2026, 3, 23))

    task = desk.task("prereview_tax")
    assert task.due_on == desk.deadlines(step="prereview_tax", kind="step")[-1].due_on
    assert task.revision == before.revision
