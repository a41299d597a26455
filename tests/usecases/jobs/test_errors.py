"""A job may end with an error: the process goes the way drawn for it, or there is an incident."""

import pytest
from sqlalchemy import select

from app.storage.ground.leased import FAILED
from app.storage.post.incidents import Incident
from app.storage.post.jobs import DONE
from app.usecases.jobs.failing import Thrown
from tests.usecases import drawing


@pytest.fixture
def knowing(desk):
    """A case whose process knows the error ``not_found``."""
    drawing.publish(desk, drawing.knowing_an_error())
    desk.hand_in({}, item="knowing")
    return desk


def test_an_error_goes_the_way_drawn_for_it(knowing, look_up):
    look_up.script.append(Thrown("not_found"))
    knowing.run()

    assert (knowing.case().outcome, knowing.job().state) == ("refused", DONE)
    assert "job.error" in knowing.told()
    assert knowing.breaches() == []


def test_an_error_nobody_knows_is_an_incident_and_the_case_stands(knowing, look_up):
    look_up.script.append(Thrown("on_fire"))
    knowing.run()

    (incident,) = knowing.all(select(Incident))
    assert (knowing.job().state, incident.move) == (FAILED, {"job": knowing.job().id})
    assert knowing.case().ended_at is None
    assert knowing.breaches() == []


def test_an_error_that_comes_too_late_is_dropped(waiting, look_up):
    look_up.script.append(Thrown("not_found"))
    job = waiting.take()
    waiting.wait_until("2026-03-06T00:00")
    waiting.carry_out(job)

    assert waiting.told()[-1] == "job.late"
