"""A timer at the border of a task follows the task: its branch and its department (Art. 45)."""

import pytest

from app import clock
from app.storage.clock.deadlines import Deadline
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.counting import explaining
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing
from tests.usecases.calendars.telling import applied, rest
from tests.usecases.drawing import ASKED

FIRE, WINDOW, LEAD = "pengchao", "zhouwenjing", "wangjianguo"
STOPS = {"clock": "pause", "ground": "expert_review"}


def asked(**of_fire):
    """The window accepts; fire and commerce are asked side by side, each until a timer ends it."""
    drawn = Drawing("beside").start().user("check", milestone="accepted", **ASKED)
    drawn.gateway("parallel", "split").gateway("parallel", "join").end("granted")
    for step, declared in (("fire", of_fire), ("commerce", {})):
        late, due = f"late_{step}", timer("=workdays(3)")
        drawn.user(step, f"{step}/examiner", **ASKED | {"limit": "3"} | declared)
        drawn.border(late, step, due).flow("split", step, "join").flow(late, "join")
    return drawn.flow("start", "check", "split").flow("join", "granted")


def begun(desk, drawn):
    drawing.shelve(desk, drawn)
    desk.hand_in({}, item="beside")
    desk.answer(WINDOW, "check", {"opinion": "yes"})
    return desk


@pytest.fixture
def branches(desk):
    """Accepted on Monday 2 March 2026, with three working days for each of the two."""
    return begun(desk, asked())


def ends(desk):
    rows = [*desk.deadlines(state="running"), *desk.deadlines(state="paused")]
    return {row.step: (str(row.due_on)[5:], row.state) for row in rows if row.step}


def test_a_branch_that_stands_is_not_ended_by_its_timer(branches):
    wish = Wish("testing", 5, "消防检测", task=branches.task("fire").id)
    pause = branches.do(FIRE, pausing.pause_case, branches.number, wish)
    branches.wait_until("2026-03-09T09:00")
    passed = branches.pass_due()
    branches.end_pause(FIRE, pause.id)

    assert ("late_fire" in passed, "late_commerce" in passed) == (False, True)
    assert ends(branches)["late_fire"] == ends(branches)["fire"] == ("03-12", "running")
    assert branches.breaches() == []


def test_a_step_that_stops_the_clock_is_ended_by_its_own_timer(desk):
    begun(desk, asked(**STOPS))

    assert ends(desk)["late_commerce"][1] == "paused"
    assert ends(desk)["late_fire"] == ends(desk)["fire"] == ("03-05", "running")
    desk.wait_until("2026-03-06T09:00")
    assert "late_fire" in desk.pass_due()
    assert desk.breaches() == []


def test_it_counts_by_the_calendar_of_the_department_asked(branches, in_app):
    applied(branches, rest("2026-03-04", department="fire"))
    with in_app():
        clock.follow_changes()

    assert ends(branches)["late_fire"] == ends(branches)["fire"] == ("03-06", "running")
    assert ends(branches)["late_commerce"] == ("03-05", "running")
    with branches.look(FIRE) as work:
        row = work.session.get_one(Deadline, (1, branches.deadlines(step="late_fire")[0].id))
        told = explaining.explained(work, branches.case(), row)
    assert str(told.due_on) == "2026-03-06"
    assert branches.breaches() == []


def test_a_timer_that_begins_later_counts_by_that_calendar_too(desk, in_app):
    applied(desk, rest("2026-03-04", department="fire"))
    begun(desk, asked())

    assert ends(desk)["late_fire"] == ends(desk)["fire"] == ("03-06", "running")
