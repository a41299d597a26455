"""Fixtures for use cases: a loaded office, its clock, and the work of its people."""

from contextlib import contextmanager

import pytest
from flask import Flask

from app.storage.ground.database import Database
from app.usecases.parts import Parts
from app.usecases.work import Work
from engine.people import Actor
from engine.stories.telling import moment
from tests import office
from tests.usecases import drawing
from tests.usecases.desk import Desk


@pytest.fixture
def parts(office_url):
    """What units of work lean on, in the demo office; on Monday 2 March 2026 at nine."""
    parts = Parts(Database(office_url))
    office.set_clock(parts, moment("2026-03-02T09:00"))
    yield parts
    parts.database.close()


@pytest.fixture
def work_of(parts):
    """Opens the unit of work of somebody: ``with work_of("zhouwenjing") as work``."""

    @contextmanager
    def open_work(who):
        actor = who if isinstance(who, Actor) else office.actor_of(parts, who)
        with parts.database.writing() as session:
            work = Work(session, actor, parts)
            yield work
        work.committed()

    return open_work


@pytest.fixture
def set_clock(parts):
    """Lets the office believe it is another moment: ``set_clock("2026-03-03T10:00")``."""
    return lambda said: office.set_clock(parts, moment(said))


@pytest.fixture
def desk(parts):
    """Does deeds in the demo office, each in a unit of work of its own."""
    return Desk(parts)


@pytest.fixture
def asked(desk):
    """Commerce and fire are asked for opinions on a case."""
    drawing.publish(desk, drawing.two_opinions())
    desk.hand_in({}, item="two_opinions")
    return desk


@pytest.fixture
def in_app(parts):
    """Opens an app context on the same office, as the clock needs it: ``with in_app():``."""
    flask = Flask("office")
    flask.extensions["parts"] = parts
    return flask.app_context
