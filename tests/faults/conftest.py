"""Fixtures for fault tests: an office with much to do."""

import pytest
from flask import Flask

from app.storage.ground.database import Database
from app.usecases.parts import Parts
from engine.stories.telling import moment
from tests import office
from tests.usecases import drawing
from tests.usecases.desk import Desk


@pytest.fixture
def desk(office_url):
    """An office with forty cases that a clerk or the clock decides; all their limits are due."""
    parts = Parts(Database(office_url))
    desk = Desk(parts)
    office.set_clock(parts, moment("2026-03-02T09:00"))
    for drawn in (drawing.two_ways_out(), drawing.listener(), drawing.teller()):
        drawing.publish(desk, drawn)
    for _ in range(40):
        desk.hand_in({}, item="two_ways")
    desk.wait_until("2026-03-06T00:00")
    yield desk
    parts.database.close()


@pytest.fixture
def in_app(desk):
    """Opens an app context on the same office, as the clock needs it: ``with in_app():``."""
    flask = Flask("office")
    flask.extensions["parts"] = desk.parts
    return flask.app_context
