"""Limits of steps and drawn timers in every unit: their rows, their days, and how they wait."""

import pytest

from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.counting import explaining
from app.usecases.tasks import reviewing
from engine.stories.telling import moment
from tests.engine.drawing import Drawing, properties, timer
from tests.usecases import drawing
from tests.usecases.drawing import ASKED

LEAD = "wangjianguo"
UNITS = {
    "=workdays(3)": ("2026-03-06T00:00", "2026-03-05", 3),
    "=naturaldays(5)": ("2026-03-10T00:00", "2026-03-09", 5),
    "=months(1)": ("2026-04-03T00:00", "2026-04-02", 31),
    "=workhours(8)": ("2026-03-03T14:30", "None", 480),
    "=halfdays(2)": ("2026-03-03T12:00", "None", 2),
}
"""Of a limit that begins on Monday 2 March 2026 at half past twelve: when it passes, its last
day, what its days add up to."""


def timed(text):
    """Once a case is accepted, two steps: one with a limit, and one with a timer."""
    drawn = Drawing("timed").start().user("check", milestone="accepted", **ASKED)
    drawn.gateway("parallel", "both").user("limited", **ASKED | {"limit": text})
    drawn.user("watched", **ASKED).border("late", "watched", timer(text), interrupting=False)
    drawn.user("urged", **ASKED).end("told").flow("late", "urged", "told")
    drawn.gateway("parallel", "join").end("granted", milestone="decided")
    drawn.flow("start", "check", "both", "limited", "join", "granted")
    return drawn.flow("both", "watched", "join")


@pytest.fixture(params=list(UNITS))
def unit(request, desk):
    """A case with a limit and a timer in one unit, since Monday 2 March at half past twelve."""
    drawing.shelve(desk, timed(request.param))
    desk.hand_in({}, item="timed")
    desk.wait_until("2026-03-02T12:30")
    desk.do("zhouwenjing", reviewing.complete_task, desk.task("check").id, {"opinion": "yes"})
    return desk, *UNITS[request.param]


def limits(desk):
    return [*desk.deadlines(step="limited", kind="step"), *desk.deadlines(kind="timer")]


def test_a_limit_and_a_timer_end_as_their_unit_says_d_16_to_d_18_d_22(unit):
    desk, passes, last_day, total = unit

    for row in limits(desk):
        told = desk.do(LEAD, lambda work, row=row: explaining.explained(work, desk.case(), row))
        assert row.due_at == told.due_at == moment(passes)
        assert (str(row.due_on), told.total) == (last_day, total)
    assert desk.task("limited").due_at == moment(passes)


def test_they_wait_for_a_pause_and_go_on_with_the_same_remaining_time_t5(unit):
    desk, passes, _, _ = unit
    first = desk.do(LEAD, pausing.pause_case, desk.number, Wish("expert_review", 5, "专家评审"))
    assert {row.state for row in limits(desk)} == {"paused"}
    desk.wait_until("2026-04-10T09:00")
    assert desk.pass_due() == ["pause"]

    desk.end_pause(LEAD, first.id)

    marks, moves = limits(desk)
    assert marks.due_at == moves.due_at == desk.task("limited").due_at > moment(passes)
    desk.wait_until(moves.due_at.isoformat())
    assert {"late", "limited"} <= set(desk.pass_due())
    assert (len(desk.tasks("urged")), desk.breaches()) == (1, [])


def test_a_moment_that_follows_the_clock_stays_and_passes_once_the_clock_goes_on(desk):
    drawn = Drawing("dated").start().user("check", milestone="accepted", **ASKED)
    drawn.user("watched", **ASKED).end("granted", milestone="decided").end("told")
    event = {"attachedToRef": "watched", "cancelActivity": "false"}
    date, follows = timer("2026-03-10T09:00:00+08:00", "timeDate"), {"follows_clock": "true"}
    drawn.element("boundaryEvent", "late", properties(follows), date, **event)
    drawn.flow("start", "check", "watched", "granted").flow("late", "told")
    drawing.shelve(desk, drawn)
    desk.hand_in({}, item="dated")
    desk.do("zhouwenjing", reviewing.complete_task, desk.task("check").id, {"opinion": "yes"})
    first = desk.do(LEAD, pausing.pause_case, desk.number, Wish("expert_review", 9, "专家评审"))
    desk.wait_until("2026-03-11T09:00")

    assert desk.pass_due() == []
    desk.end_pause(LEAD, first.id)
    assert "late" in desk.pass_due()


def test_a_step_that_stops_the_clock_for_hours_plans_the_working_days_they_take(desk):
    drawn = Drawing("reviewed").start().user("check", milestone="accepted", **ASKED)
    drawn.user("experts", **ASKED | {"limit": "=workhours(15)"}, clock="pause", ground="testing")
    drawn.end("granted", milestone="decided").flow("start", "check", "experts", "granted")
    drawing.shelve(desk, drawn)
    desk.hand_in({}, item="reviewed")

    desk.do("zhouwenjing", reviewing.complete_task, desk.task("check").id, {"opinion": "yes"})

    assert desk.deadlines(kind="pause")[0].rule_value == "2"
