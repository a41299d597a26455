"""Fixtures for jobs: an office that can do a few by itself, and a case that waits for one."""

from collections import deque
from datetime import timedelta

import pytest
from flask import Flask
from marshmallow import fields

from app.jobs import running
from app.jobs.notify import Notify
from app.storage.ground.database import Database
from app.storage.post.jobs import Job
from app.usecases.jobs.registry import JobTypes
from app.usecases.jobs.types import JobType, Words
from app.usecases.parts import Parts
from engine.stories.telling import moment
from tests import office
from tests.usecases import drawing
from tests.usecases.desk import Desk


class Brought(Words):
    """What a look-up brings."""

    found = fields.Boolean(required=True)


class LookUp(JobType):
    """Does what the test has written down for each attempt: brings it, or raises it."""

    name, label, brings, lease = "look_up", "Look up", Brought, timedelta(minutes=1)

    def __init__(self):
        self.script, self.asked = deque(), []

    def do(self, given):
        self.asked.append(given)
        said = self.script.popleft() if self.script else {"found": True}
        if isinstance(said, Exception):
            raise said
        return said() if callable(said) else said


@pytest.fixture
def look_up():
    """The job the drawn process asks for."""
    return LookUp()


@pytest.fixture
def types(look_up):
    """What this office can do by itself."""
    return JobTypes({"look_up": look_up, "notify": Notify()}, [10, 60])


@pytest.fixture
def parts(office_url, types):
    """The demo office with jobs; on Monday 2 March 2026 at nine."""
    parts = Parts(Database(office_url), job_types=types)
    office.set_clock(parts, moment("2026-03-02T09:00"))
    yield parts
    parts.database.close()


class Floor(Desk):
    """A desk with machines beside it."""

    def __init__(self, parts):
        super().__init__(parts)
        self.app = Flask("office")
        self.app.extensions["parts"] = parts
        self.app.extensions["carriers"] = {}

    def run(self):
        """Let every job that is due be tried, and return their steps."""
        with self.app.app_context():
            return [ran.step for ran in running.running()]

    def take(self):
        """Take a job as somebody who does it."""
        with self.app.app_context():
            return running.take()

    def carry_out(self, job):
        """Do a job that was taken."""
        with self.app.app_context():
            running.carry_out(job)

    def job(self):
        """The newest job of the case."""
        return self.all(self._of_case(Job).order_by(Job.begun_at, Job.id))[-1]


@pytest.fixture
def desk(parts):
    """Does deeds in the office with jobs."""
    return Floor(parts)


@pytest.fixture
def waiting(desk):
    """A case that waits for its look-up."""
    drawing.publish(desk, drawing.looking_up())
    desk.hand_in({}, item="looking_up")
    return desk
