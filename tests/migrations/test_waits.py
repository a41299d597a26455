"""Cases that waited for a message before 0003 can be reached once the office is migrated."""

from datetime import datetime

import pytest
from sqlalchemy import column, insert, inspect, select, table

from app import clock, migrating
from app.storage.case.waits import Wait
from app.storage.desk.tasks import Task
from app.storage.ground.database import Database
from app.usecases.parts import Parts
from app.usecases.post import sending
from engine import Process, Run
from engine.rules.deadlines import OFFICE_ZONE
from tests.databases import opened, upgrade
from tests.migrations.test_fewer_bytes import REVIEWED_NOW, rows_of
from tests.usecases import drawing
from tests.usecases.conftest import desk, in_app
from tests.usecases.test_messages import LAB, RESULT

__all__ = ["desk", "in_app"]

TABLES = [
    *("department", "role", "person", "post", "process_version", "process_file", "item", "case"),
    *("application", "case_department", "history", "notice"),
]
LISTENER = drawing.files_of(drawing.listener())
VERSION = {"id": 2, "key": "listener", "number": 1, "name": "listener"}
PUBLISHED = {"published_by": "运维人员", "published_at": "2026-11-22 01:15:05.610000"}


@pytest.fixture(params=["0001", "0002"])
def parts(request, databases, tmp_path):
    """The parts of an older office in which one case waits for a result, brought up to date."""
    with databases.empty() as url:
        upgrade(opened(url), request.param)
        with opened(url).begin() as connection:
            for name in TABLES:
                fill(connection, name, older(name))
        parts = Parts(Database(url))
        migrating.bring_up(parts, tmp_path)
        yield parts
        parts.database.close()


def fill(connection, name, rows):
    known = [one["name"] for one in inspect(connection).get_columns(name)]
    into = table(name, *map(column, known))
    connection.execute(insert(into), [{one: row[one] for one in known} for row in rows])


def older(name):
    """The rows of a table, in which the second case runs on a process that only waits."""
    process, rows = Process.read(LISTENER), rows_of(name)
    if name == "process_version":
        return [*rows, VERSION | PUBLISHED | {"digest": process.digest}]
    if name == "process_file":
        own = [{"version_id": 2, "name": name, "content": raw} for name, raw in LISTENER.items()]
        return [*rows, *own]
    if name == "case":
        run, _ = Run.start(process, {}, {}, datetime(2026, 11, 22, tzinfo=OFFICE_ZONE))
        listens = {"process": "listener", "process_digest": process.digest}
        rows[REVIEWED_NOW - 1] |= listens | {"run_state": run.save(), "tokens": '["wait"]'}
    return rows


def test_what_a_case_waits_for_is_known_after_the_migration(desk):
    assert desk.all(select(Wait.case_id)) == [REVIEWED_NOW]
    assert desk.breaches() == []


def test_a_message_reaches_a_case_that_began_before_the_migration(desk, in_app):
    with in_app(), clock.deed(LAB) as work:
        sending.send(work, RESULT)

    assert desk.all(select(Task.case_id)) == [REVIEWED_NOW]
    assert desk.all(select(Wait.id)) == []
