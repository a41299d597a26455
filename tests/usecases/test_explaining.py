"""Every day of a limit that was paused is told with its ground: Art. 45, facts T-27."""

import pytest

from app.storage.case import cases
from app.usecases.clocks import extending, pausing
from app.usecases.clocks.checking import Wish
from app.usecases.counting import explaining
from tests.usecases.calendars.telling import applied, outage

LEAD = "wangjianguo"
LONGER = extending.Wish(5, "案情复杂", "heyuanzheng")


@pytest.fixture
def paused(desk):
    """A case of 20 working days, paused from 9 to 23 March 2026."""
    desk.accepted()
    desk.wait_until("2026-03-09T10:00")
    wish = Wish("expert_review", 10, "专家评审")
    pause = desk.do(LEAD, pausing.pause_case, desk.number, wish).id
    return desk, pause


def why(desk, name):
    def told(work):
        case = cases.seen(work.session, desk.number, work.actor)
        row = explaining.named(work, case, name)
        return explaining.explained(work, case, row), row.due_on

    return desk.do(LEAD, told)


@pytest.mark.parametrize("ended", [False, True], ids=["while it lasts", "when it is over"])
def test_a_paused_day_does_not_count_and_says_its_ground_t_27(paused, ended):
    desk, pause = paused
    if ended:
        desk.wait_until("2026-03-23T10:00")
        desk.end_pause(LEAD, pause)

    for name in ("promised", "statutory"):
        told, due_on = why(desk, name)
        stood = [day for day in told.days if day.why == "paused"]
        assert told.due_on == due_on == told.days[-1].date
        assert told.total == int(told.rule.value)
        assert (len(stood), {day.name for day in stood}) == (10, {"expert_review"})


def test_a_limit_that_passed_before_the_extension_is_explained_without_it_art_42(desk):
    desk.accepted()
    promised = desk.case().promised_due_on
    desk.wait_until(f"{desk.case().statutory_due_on}T10:00")
    desk.pass_due()
    desk.do(LEAD, extending.extend_case, desk.number, LONGER)

    told, due_on = why(desk, "promised")
    assert (told.due_on, due_on, told.extra) == (promised, promised, 0)
    assert why(desk, "statutory")[0].extra == LONGER.working_days


def test_a_limit_that_is_over_is_explained_by_the_calendar_it_was_counted_by_d_26(desk):
    desk.accepted()
    desk.wait_until("2026-03-10T10:00")
    desk.pass_due()
    step = desk.deadlines(step="prereview_tax", kind="step")[-1]
    applied(desk, outage("2026-03-03", "2026-03-04"))

    told, due_on = why(desk, step.id)
    assert (told.due_on, told.due_at) == (due_on, step.due_at)
