"""Reminders: before a limit ends whoever is asked is told, once, and never of what is over."""

import pytest

from app import clock
from app.storage.office import people
from app.usecases import timing
from app.usecases.clocks import pausing
from app.usecases.tasks import claiming
from tests.office import TEA
from tests.usecases.desk import CLOCK
from tests.usecases.test_warnings import REVIEW, offer

STEP = "prereview_tax"


def remind(desk):
    """Remind of everything there is; return how much it was."""
    return desk.do(CLOCK, timing.remind, 200)


def told(desk):
    """Whom reminders went to: a person or a group, and of what."""
    return [
        (one.person_id or one.group, one.params["kind"], one.params["day"])
        for one in desk.notices()
        if one.what == "notice.due_soon"
    ]


@pytest.fixture
def asked(desk):
    """The departments are asked; the limits of their steps end on 4 March."""
    desk.accepted()
    desk.wait_until("2026-03-03T00:00")
    return desk


def test_nobody_is_reminded_before_the_moment_has_come(desk):
    desk.accepted()
    desk.wait_until("2026-03-02T23:59")

    assert (remind(desk), told(desk)) == (0, [])


def test_a_group_is_reminded_once_a_working_day_before_t7(asked):
    first, second = remind(asked), remind(asked)

    assert first > 0
    assert second == 0
    assert told(asked).count(("tax/examiner", "step", "2026-03-04")) == 1


def test_who_holds_the_task_is_reminded_and_not_the_group(asked):
    asked.do("xuchangqing", claiming.claim, asked.task(STEP).id)
    with asked.look() as work:
        holder = people.by_username(work.session, "xuchangqing").id

    remind(asked)

    assert (holder, "step", "2026-03-04") in told(asked)
    assert ("tax/examiner", "step", "2026-03-04") not in told(asked)


def test_of_a_limit_of_the_case_its_lead_is_reminded(desk):
    desk.accepted()
    desk.wait_until("2026-03-27T00:00")
    desk.pass_due()
    remind(desk)

    assert told(desk) == [("market_regulation/approver", "promised", "2026-03-30")]


def test_nobody_is_reminded_of_what_was_met_or_is_over_t11(asked):
    asked.answer("xuchangqing", STEP, {"finding": "ready"})
    asked.wait_until("2026-03-05T00:00")

    assert (remind(asked), told(asked)) == (0, [])


def test_a_late_tick_lets_limits_pass_and_reminds_of_none_of_them_t11(asked, in_app):
    asked.wait_until("2026-03-05T00:00")
    with in_app():
        clock.tick()

    assert told(asked) == []
    assert "notice.overdue" in [one.what for one in asked.notices()]


def test_nobody_is_reminded_while_the_clock_stands_but_once_it_goes_on(asked):
    pause = asked.do("yuanmingde", pausing.pause_case, asked.number, REVIEW)
    standing = remind(asked)
    asked.wait_until("2026-03-06T10:00")
    asked.end_pause("yuanmingde", pause.id)

    assert (standing, remind(asked) > 0) == (0, True)
    assert {day for _, _, day in told(asked)} == {"2026-03-09"}


def test_another_end_is_reminded_of_and_the_same_end_is_not_again(asked):
    def stand_until(said):
        pause = asked.do("yuanmingde", pausing.pause_case, asked.number, REVIEW)
        asked.wait_until(said)
        asked.end_pause("yuanmingde", pause.id)
        remind(asked)
        return told(asked)

    remind(asked)
    first = told(asked)

    assert stand_until("2026-03-03T11:00") == first
    assert len(stand_until("2026-03-10T10:00")) == 2 * len(first)


def test_an_item_may_remind_earlier_or_nobody(desk):
    offer(desk, reminder_days=None)
    desk.accepted()
    desk.wait_until("2026-03-03T00:00")
    never = remind(desk)
    offer(desk, reminder_days=5)
    desk.accepted()
    desk.wait_until("2026-03-24T00:00")
    desk.pass_due()
    remind(desk)

    assert (never, told(desk)[-1]) == (0, ("market_regulation/approver", "promised", "2026-03-31"))


def test_two_limits_of_one_task_that_end_together_remind_once(desk):
    pawn = {"industries": ["pawnshop"], "business_scope": "典当业务"}
    desk.accepted(TEA | pawn)
    desk.answer("songweimin", "examine_pre_approval", {"proposal": "agree", "remarks": "材料属实"})
    limits = desk.deadlines(step="approve_by_list", state="running")
    desk.wait_until("2026-03-05T00:00")
    remind(desk)

    assert len({row.kind for row in limits}) == 2
    assert len([one for one in told(desk) if one[0] == limits[0].asked + "/approver"]) == 1
