"""Two calls deep every limit stands, moves and goes on with the case: Art. 45; facts D-13, D-26."""

import pytest

from app import clock
from app.usecases import timing
from app.usecases.clocks import extending, pausing
from app.usecases.clocks.checking import Wish as Standing
from app.usecases.clocks.extending import Wish
from app.usecases.tasks import claiming
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing
from tests.usecases.calendars.telling import applied, rest
from tests.usecases.desk import CLOCK
from tests.usecases.drawing import ASKED
from tests.usecases.returning.going import back
from tests.usecases.test_redating import moved

WINDOW, LEAD = "zhouwenjing", "wangjianguo"
REVIEW = Standing("expert_review", 3, "须专家评审")
BEGUN = {
    "remind": "03-04",
    "inspect": "03-05",
    "late_low": "03-06",
    "late_middle": "03-09",
    "late_top": "03-10",
}
"""The last day of each, counted from Monday 2 March 2026."""
LEFT = dict(zip(BEGUN, ("03-12", "03-13", "03-16", "03-17", "03-18"), strict=True))
"""The same six working days later: the clock stood from 2 to 10 March."""


def bordered(key, days):
    """A process; its one part is interrupted after so many working days."""
    drawn, late = Drawing(key).start("begun").end("seen").end("over"), f"late_{key}"
    return drawn.border(late, "part", timer(f"=workdays({days})")).flow(late, "over")


@pytest.fixture
def deep(desk):
    """Accepted on Monday 2 March 2026; the window inspects in a sub-process two calls below."""
    inner = Drawing().start("s").user("inspect", **ASKED | {"limit": "3"}).end("e")
    inner.border("remind", "inspect", timer("=workdays(2)"), interrupting=False)
    inner.user("hurry", **ASKED).end("told").flow("s", "inspect", "e")
    low = bordered("low", 4).sub("part", inner.flow("remind", "hurry", "told"))
    middle, top = bordered("middle", 5).call("part", "low"), bordered("top", 6)
    top.user("check", milestone="accepted", **ASKED).call("part", "middle")
    drawing.shelve(desk, low.flow("begun", "part", "seen"))
    drawing.shelve(desk, middle.flow("begun", "part", "seen"))
    drawing.shelve(desk, top.flow("begun", "check", "part", "seen"))
    desk.hand_in({}, item="top")
    desk.answer(WINDOW, "check", {"opinion": "yes"})
    return desk


def stand(desk):
    return desk.do(LEAD, pausing.pause_case, desk.number, REVIEW).id


def go_on(desk, pause, at="2026-03-10T09:00"):
    desk.wait_until(at)
    assert desk.pass_due() == ["pause"]
    desk.end_pause(LEAD, pause)


def ends(desk, state="running"):
    """The last day of the limits of steps and timers."""
    return {row.step: str(row.due_on)[5:] for row in desk.deadlines(state=state) if row.step}


def test_all_stand_and_go_on_with_the_time_that_was_left(deep):
    assert ends(deep) == BEGUN
    pause = stand(deep)
    assert (ends(deep), ends(deep, "paused").keys()) == ({}, BEGUN.keys())
    go_on(deep, pause)

    assert ends(deep) == LEFT
    assert deep.breaches() == []


def test_who_works_inside_is_told_when_the_clock_stands(deep):
    deep.do(WINDOW, claiming.claim, deep.task("inspect").id)
    stand(deep)

    (notice,) = moved(deep)
    assert notice.person_id == deep.task("inspect").assignee_id
    assert [["inspect", f"2026-{BEGUN[one]}", f"2026-{day}"] for one, day in (
        ("remind", "03-09"), ("inspect", "03-10"), ("late_low", "03-11"),
        ("late_middle", "03-12"), ("late_top", "03-13"),
    )] == sorted(notice.params["moves"])  # fmt: skip


def test_a_day_of_rest_moves_all_of_them_and_is_told_inside(deep, in_app):
    applied(deep, rest("2026-03-03"))
    with in_app():
        clock.follow_changes()

    assert [*ends(deep).values()] == ["03-05", "03-06", "03-09", "03-10", "03-11"]
    (notice,) = [one for one in moved(deep) if one.what == "notice.tasks_moved"]
    assert len(notice.params["moves"]) == len(BEGUN)


def test_an_extension_lengthens_the_case_and_no_step_inside(deep):
    before = deep.case().promised_due_on
    wish = Wish(5, "案情复杂", "weiguodong")
    deep.do(LEAD, extending.extend_case, deep.number, wish)

    assert deep.case().promised_due_on > before
    assert ends(deep) == BEGUN
    assert deep.breaches() == []


@pytest.mark.parametrize("then", ["again", "straight"])
def test_after_a_return_in_a_pause_all_begin_anew_and_come_once(deep, then):
    pause = stand(deep)
    back(deep, WINDOW, "inspect", "check", siblings="keep", then=then)
    assert not {"inspect", "remind"} & ends(deep, "paused").keys()
    deep.answer(WINDOW, "check", {"opinion": "yes"})
    assert ends(deep, "paused").keys() == BEGUN.keys()
    go_on(deep, pause)
    assert ends(deep) == LEFT

    deep.wait_until("2026-03-13T00:00")
    assert deep.pass_due() == ["remind"]
    assert [one.step for one in deep.tasks()] == ["inspect", "hurry"]
    deep.wait_until("2026-04-01T00:00")
    passed = deep.pass_due()
    assert [passed.count(one) for one in ("remind", "inspect", "late_low")] == [0, 1, 1]
    assert deep.breaches() == []


def test_a_reminder_of_a_step_inside_comes_once_after_a_return(deep):
    deep.wait_until("2026-03-04T09:00")
    first = deep.do(CLOCK, timing.remind, 200)
    back(deep, WINDOW, "inspect", "check", siblings="keep")
    deep.answer(WINDOW, "check", {"opinion": "yes"})
    deep.wait_until("2026-03-06T09:00")
    again, more = (deep.do(CLOCK, timing.remind, 200) for _ in range(2))

    assert (first, again, more) == (1, 1, 0)
