"""0004 stores an office that was filled before in fewer bytes, and loses nothing of it."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import column, insert, table

from app import migrating
from app.storage.case import history, papers
from app.storage.clock import case_limits
from app.storage.desk import case_tasks
from app.storage.desk.tasks import Task
from app.storage.ground.database import Database
from app.usecases.cases import applying
from app.usecases.cases.applying import HandIn
from app.usecases.parts import Parts
from app.usecases.tasks import reviewing
from app.usecases.verifying import verify
from app.usecases.work import Work
from benchmarks.office import HAND_IN, REVIEWED
from engine.rules.deadlines import OFFICE_ZONE
from tests import office
from tests.databases import opened, upgrade

OFFICE = json.loads((Path(__file__).parent / "office_at_0003.json").read_text())
"""One case that has ended and one under review, as 0003 stored them."""
ENDED, REVIEWED_NOW = 1, 2
NOW = datetime(2026, 11, 23, 9, tzinfo=OFFICE_ZONE)
"""A moment at which no limit of it has passed."""


@pytest.fixture
def parts(databases, tmp_path):
    """The parts of the old office, brought up to date as an administrator does it."""
    with databases.empty() as url:
        upgrade(opened(url), "0003")
        fill(opened(url))
        parts = Parts(Database(url))
        migrating.bring_up(parts, tmp_path)
        office.set_clock(parts, NOW)
        yield parts
        parts.database.close()


def fill(engine):
    with engine.begin() as connection:
        for name, told in OFFICE.items():
            into = table(name, *map(column, told["columns"]))
            connection.execute(insert(into), rows_of(name))
        if engine.dialect.name == "postgresql":
            counted = f"SELECT setval(pg_get_serial_sequence('\"case\"', 'id'), {REVIEWED_NOW})"
            connection.exec_driver_sql(counted)


def rows_of(name):
    columns, rows = OFFICE[name]["columns"], OFFICE[name]["rows"]
    return [dict(zip(columns, map(read, row), strict=True)) for row in rows]


def read(value):
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value


def before(name, case_id):
    return [row for row in rows_of(name) if row["case_id"] == case_id]


@pytest.fixture
def session(parts):
    """A session that reads the office."""
    with parts.database.reading() as session:
        yield session


@pytest.mark.parametrize("case_id", [ENDED, REVIEWED_NOW])
def test_no_word_and_no_hash_of_a_history_changes(session, case_id):
    links = history.links_of(session, case_id)

    old = before("history", case_id)
    assert [(link.text, link.hash) for link in links] == [(row["text"], row["hash"]) for row in old]
    told = [(entry.seq, entry.what) for entry in history.of_case(session, case_id)]
    assert told == [(row["seq"], row["what"]) for row in old]


def test_tasks_keep_their_ids_answers_and_settings(session):
    rows = {row.id: row for row in case_tasks.of_case(session, ENDED)}

    for old in before("task", ENDED):
        new = rows.pop(old["id"])
        assert (new.answers, new.settings) == tuple(
            map(json.loads, (old["answers"], old["settings"]))
        )
        assert (new.scope, new.step) == (old["scope"], old["step"])
    assert rows == {}


def test_deadlines_and_papers_are_the_same(session):
    limits = {row.id: (row.task_id, row.state) for row in case_limits.of_case(session, ENDED)}
    issued = {row.number: (row.content, row.digest) for row in papers.of_case(session, ENDED)}

    old = before("deadline", ENDED)
    assert limits == {row["id"]: (row["task_id"], row["state"]) for row in old}
    old = before("paper", ENDED)
    assert issued == {row["number"]: (json.loads(row["content"]), row["digest"]) for row in old}


def test_everything_still_tells_the_same_story(parts, session):
    assert list(verify(Work(session, office.actor_of(parts, "window"), parts))) == []


def test_a_case_under_way_goes_on(parts):
    with parts.database.writing() as session:
        work = Work(session, office.actor_of(parts, "fire"), parts)
        asked = next(row for row in before("task", REVIEWED_NOW) if row["step"] == "fire")
        reviewing.complete_task(work, asked["id"], REVIEWED)

    with parts.database.reading() as session:
        assert session.get_one(Task, asked["id"]).closing == "answered"
        assert history.of_case(session, REVIEWED_NOW)[-1].what == "task.answered"


def test_the_next_case_has_a_number_no_case_had(parts):
    with parts.database.writing() as session:
        work = Work(session, office.actor_of(parts, "window"), parts)
        case, _ = applying.submit(work, HandIn(**HAND_IN))

    assert case.id == REVIEWED_NOW + 1
