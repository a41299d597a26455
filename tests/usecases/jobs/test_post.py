"""What a job or a passed limit throws arrives at once, not only with the next tick."""

import pytest
from sqlalchemy import select

from app import clock
from app.storage.desk.tasks import Task
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing


def throwing():
    """When a machine has looked something up, the result is told; so it is when time is over."""
    drawn = Drawing("throwing").start().job("ask", "look_up")
    drawn.element("intermediateThrowEvent", "tell", "", drawn.message("result"))
    drawn.user("look", **drawing.ASKED).border("too_late", "look", timer("=workdays(3)"))
    drawn.element("intermediateThrowEvent", "warn", "", drawn.message("result"))
    drawn.user("decide", **drawing.ASKED).end("granted", milestone="decided")
    drawn.flow("start", "ask", "tell", "look", "granted")
    return drawn.flow("too_late", "warn", "decide", "granted")


@pytest.fixture
def office(desk):
    """A case that does a job, and two that wait for its result."""
    drawing.publish(desk, drawing.listener())
    drawing.publish(desk, throwing())
    for item in ("listener", "listener", "throwing"):
        desk.hand_in({}, item=item)
    with desk.app.app_context():
        yield desk
    assert desk.breaches() == []


def reached(office):
    """How many cases have heard the result."""
    return len(office.all(select(Task.id).where(Task.step == "read")))


def test_what_a_finished_job_throws_arrives_with_it(office):
    assert office.run() == ["ask"]

    assert reached(office) == 1


def test_what_a_passed_limit_throws_arrives_before_the_deed_that_found_it(office):
    office.run()
    office.wait_until("2026-03-09T09:00")
    with clock.deed(office.actor("chengxiao"), case=office.number):
        assert reached(office) == 2
