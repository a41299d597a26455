"""Every test here runs on every way in which an office does what is due."""

import pytest
from flask import Flask

from app import clock, i18n
from app.files import FileStore, Room
from app.jobs import exports, letters, queue, running
from app.jobs.mail import MailFiles
from app.jobs.notify import Notify
from app.jobs.sms import SmsLog
from app.jobs.worker import Worker
from app.pages.staff.lists.tables import TABLES
from app.pages.staff.office.notices import words_of
from app.storage.ground.database import Database
from app.usecases.jobs.registry import JobTypes
from app.usecases.parts import Parts
from engine.stories.telling import moment
from tests import looping, office
from tests.usecases.desk import Desk

SENDER = "联审 <noreply@example.gov.cn>"
WAYS = (("sqlite", "embedded"), ("postgres", "embedded"), ("postgres", "distributed"))


@pytest.fixture(params=WAYS, ids="-".join)
def way(request):
    """A kind of database, and who does what is due there."""
    return request.param


@pytest.fixture
def databases(request, way):
    """The kind of database of this way."""
    return request.getfixturevalue(f"{way[0]}_databases")


@pytest.fixture
def parts(office_url):
    """The demo office, which can write notices; on Monday 2 March 2026 at nine."""
    types = JobTypes({"notify": Notify()}, [10, 60])
    parts = Parts(Database(office_url), job_types=types)
    office.set_clock(parts, moment("2026-03-02T09:00"))
    yield parts
    parts.database.close()


@pytest.fixture
def desk(parts):
    """Does deeds in the demo office, each in a unit of work of its own."""
    return Desk(parts)


@pytest.fixture
def flask(parts, tmp_path):
    """The least that does what is due."""
    flask = Flask("office")
    flask.extensions["parts"] = parts
    flask.extensions["files"] = FileStore(tmp_path / "files", Room(1, 1, 1))
    flask.extensions["carriers"] = {"sms": SmsLog(), "email": MailFiles(tmp_path / "mail", SENDER)}
    flask.extensions["notice_words"] = words_of
    flask.extensions["tables"] = TABLES
    flask.config |= {"BASE_URL": "", "EXPORT_DAYS": 7}
    i18n.install(flask)
    return flask


@pytest.fixture
def go_round(way, flask):
    """Lets everything be done that is due now."""
    if way[1] == "distributed":
        queue.prepare(flask.extensions["parts"].database)
        return lambda: looping.run(Worker(flask, 2, 60).empty())

    def embedded():
        with flask.app_context():
            clock.tick()
            clock.tidy_daily()
            list(running.running())
            letters.carry_all()
            while exports.make_some():
                pass

    return embedded
