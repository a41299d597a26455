"""Fixtures of jobs on the web: a case that waits for a job which no machine could do."""

import pytest

from app.jobs import running
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.desk import Desk
from tests.web.pages.browsing import Browser

NOWHERE = '<zeebe:taskHeaders><zeebe:header key="endpoint" value="nowhere"/></zeebe:taskHeaders>'


@pytest.fixture
def desk(served):
    """Does deeds in the office that is served."""
    return Desk(served.extensions["parts"])


@pytest.fixture
def failed(served, desk):
    """A case whose job has failed: nobody named that endpoint."""
    drawn = Drawing("asking").start().job("ask", "webhook", NOWHERE)
    drawn.user("look", **drawing.ASKED).end("granted", milestone="decided")
    drawing.publish(desk, drawn.flow("start", "ask", "look", "granted"))
    desk.hand_in({}, item="asking")
    with served.app_context():
        assert len(list(running.running())) == 1
    return desk


@pytest.fixture
def administrator(client_of):
    """The administrator as a program."""
    return client_of("chengxiao")


@pytest.fixture
def browser(served):
    """The administrator as a browser."""
    return Browser(served, "chengxiao")
