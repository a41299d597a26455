"""Steps of a called process have limits, milestones and papers like those of its caller."""

import pytest
from sqlalchemy import select

from app.storage.case.papers import Paper
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing


@pytest.fixture
def calling(desk):
    """A case that stands in a process it calls, which accepts it within three days or is late."""
    drawn = Drawing("inspection").start().user("inspect", **drawing.ASKED)
    drawn.border("late", "inspect", timer("=workdays(3)")).user("hurry", **drawing.ASKED)
    drawn.end("accepted", milestone="accepted", paper="ACCEPTANCE_NOTICE")
    drawing.shelve(
        desk, drawn.flow("start", "inspect", "accepted").flow("late", "hurry", "accepted")
    )
    drawn = Drawing("caller").start().call("call", "inspection").user("read", **drawing.ASKED)
    drawing.shelve(desk, drawn.end("granted").flow("start", "call", "read", "granted"))
    desk.hand_in({}, item="caller")
    yield desk
    assert desk.breaches() == []


def test_a_called_step_has_its_own_limit_and_the_timer_at_its_border(calling):
    limits = {one.step: one.kind for one in calling.deadlines(state="running")}

    assert limits == {"inspect": "step", "late": "timer"}


def test_a_limit_inside_a_called_process_passes(calling):
    calling.wait_until("2026-03-06T00:00")

    assert calling.pass_due() == ["late"]
    assert calling.task("hurry").path == ["call"]


def test_a_called_process_reaches_milestones_and_issues_papers(calling):
    calling.answer("zhouwenjing", "inspect", {"opinion": "yes"})

    assert calling.case().accepted_on is not None
    assert calling.all(select(Paper.kind)) == ["ACCEPTANCE_NOTICE"]
