"""A step with ``clock=pause`` stops the clock while it is open, with the same rows and papers."""

import pytest

from app.storage.case.papers import Paper
from app.storage.clock.pauses import Pause
from app.usecases.tasks import reviewing
from engine.errors import Conflict
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.drawing import ASKED

STOPS = {"clock": "pause", "ground": "expert_review"}


def reviewed():
    """The window accepts, experts review while the clock stands, the window decides."""
    drawn = Drawing("reviewed").start()
    drawn.user("check", milestone="accepted", **ASKED).user("experts", **ASKED, **STOPS)
    drawn.user("decide", **ASKED).end("granted", milestone="decided")
    return drawn.flow("start", "check", "experts", "decide", "granted")


@pytest.fixture
def case(desk):
    """A case whose experts are asked since Monday 9 March."""
    drawing.publish(desk, reviewed())
    desk.hand_in({}, item="reviewed")
    desk.wait_until("2026-03-09T09:00")
    answer(desk, "check")
    return desk


def answer(desk, step):
    task = desk.task(step)
    return desk.do("zhouwenjing", reviewing.complete_task, task.id, {"opinion": "yes"})


def test_the_clock_stands_while_the_step_is_open(case):
    before = case.deadlines(step="experts", kind="step")[-1]
    case.wait_until("2026-06-01T09:00")
    case.pass_due()

    assert (case.case().paused, before.state) == (True, "running")
    assert {row.state for row in case.deadlines(kind="statutory")} == {"paused"}
    assert len(case.all(case._of_case(Paper).filter_by(kind="SPECIAL_PROCEDURE_NOTICE"))) == 1
    assert case.breaches() == []


def test_the_clock_goes_on_by_itself_when_the_step_is_done(case):
    case.wait_until("2026-03-23T09:00")
    case.pass_due()
    answer(case, "experts")

    pause = case.all(case._of_case(Pause))[0]
    assert (str(pause.from_on), str(pause.to_on)) == ("2026-03-09", "2026-03-23")
    assert [case.told().count(what) for what in ("case.paused", "case.resumed")] == [1, 1]
    assert (case.case().paused, case.breaches()) == (False, [])


def test_nobody_ends_by_hand_what_a_step_holds(case):
    pause = case.all(case._of_case(Pause))[0]
    with pytest.raises(Conflict) as refused:
        case.end_pause("weiguodong", pause.id)

    assert refused.value.code == "pause.of_step"
