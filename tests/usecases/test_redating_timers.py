"""Whoever works inside what a timer is drawn around is told its new date, too (D-26)."""

import pytest

from app import clock
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing
from tests.usecases.calendars.telling import applied, rest
from tests.usecases.test_redating import moved

BEFORE, AFTER = "2026-03-05", "2026-03-06"
"""The last of three working days from 2 March 2026, before and after 3 March is a day of rest."""


def inspection(key="inspection"):
    drawn = Drawing(key).start("begun").user("inspect", form="answer").end("seen")
    return drawn.flow("begun", "inspect", "seen")


def hand_in(desk, drawn):
    drawn.border("late", "part", timer("=workdays(3)")).user("read", **drawing.ASKED)
    drawn.end("granted").flow("start", "part", "read", "granted").flow("late", "granted")
    drawing.shelve(desk, drawn)
    desk.hand_in({}, item=drawn.key)


@pytest.fixture
def inside(desk):
    """A case in a sub-process that ends after three working days."""
    hand_in(desk, Drawing("holding").start().sub("part", inspection()))
    return desk


@pytest.fixture
def called(desk):
    """A case in a process it calls, for three working days at most."""
    drawing.shelve(desk, inspection())
    hand_in(desk, Drawing("caller").start().call("part", "inspection"))
    return desk


@pytest.fixture
def within(desk):
    """A case in a process it calls, one step of which has three working days."""
    drawn = inspection().border("late", "inspect", timer("=workdays(3)")).flow("late", "seen")
    drawing.shelve(desk, drawn)
    outer = Drawing("outer").start().call("part", "inspection").end("granted")
    drawing.shelve(desk, outer.flow("start", "part", "granted"))
    desk.hand_in({}, item="outer")
    return desk


@pytest.fixture
def twice(desk):
    """A case two calls deep; the call in the middle may take three working days."""
    drawing.shelve(desk, inspection())
    middle = Drawing("middle").start().call("part", "inspection").end("done").end("late_done")
    middle.border("late", "part", timer("=workdays(3)")).flow("late", "late_done")
    drawing.shelve(desk, middle.flow("start", "part", "done"))
    outer = Drawing("outer").start().call("part", "middle").end("granted")
    drawing.shelve(desk, outer.flow("start", "part", "granted"))
    desk.hand_in({}, item="outer")
    return desk


@pytest.mark.parametrize("standing", ["inside", "called", "within", "twice"])
def test_who_works_within_a_drawn_timer_is_told_its_new_date(standing, request, in_app):
    desk = request.getfixturevalue(standing)
    applied(desk, rest("2026-03-03"))
    with in_app():
        clock.follow_changes()

    (notice,) = [one for one in moved(desk) if one.what == "notice.tasks_moved"]
    assert notice.params["moves"] == [["inspect", BEFORE, AFTER]]
    assert notice.group == "window/window_clerk"
    assert desk.breaches() == []


def test_who_works_after_it_is_told_nothing(inside, in_app):
    inside.answer("zhouwenjing", "inspect", {"opinion": "yes"})
    applied(inside, rest("2026-03-03"))
    with in_app():
        clock.follow_changes()

    assert ["inspect", BEFORE, AFTER] not in [
        move for one in moved(inside) for move in one.params["moves"]
    ]
