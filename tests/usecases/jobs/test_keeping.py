"""Rows of jobs: what is broken by hand is found, and what ended long ago goes."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from app.files import FileStore
from app.storage.post.jobs import Job
from app.usecases.keeping import tidying
from app.usecases.keeping.tidying import JOBS_KEPT
from tests.usecases.desk import CLOCK

DAY = timedelta(days=1)


def tamper(desk, statement):
    with desk.work(CLOCK) as work:
        work.session.execute(statement)


def found(desk):
    return {breach.split()[0] for breach in desk.breaches()}


@pytest.mark.parametrize(
    ("values", "invariants"),
    [
        ({"state": "cancelled"}, {"I3", "I4"}),
        ({"state": "lost"}, {"I3", "I4"}),
        ({"state": "failed"}, {"I8"}),
    ],
)
def test_a_row_that_tells_another_story_than_the_run_is_found(waiting, values, invariants):
    tamper(waiting, update(Job).values(**values))

    assert found(waiting) == invariants


def test_a_job_without_a_row_is_found(waiting):
    tamper(waiting, delete(Job))

    assert "I4" in found(waiting)


def test_a_job_left_by_a_case_that_ended_is_found(waiting):
    waiting.wait_until("2026-03-06T00:00")
    waiting.pass_due()
    tamper(waiting, update(Job).values(state="open", ended_at=None))

    assert "I4" in found(waiting)


def test_a_job_nobody_does_is_found(waiting):
    waiting.wait_until("2026-03-02T09:30")

    assert found(waiting) == {"I8"}


@pytest.mark.parametrize(("age", "kept"), [(JOBS_KEPT - DAY, 1), (JOBS_KEPT + DAY, 0)])
def test_a_job_that_ended_is_kept_a_while(waiting, tmp_path, age, kept):
    waiting.run()
    ended_at = waiting.job().ended_at
    tamper(waiting, update(Job).values(ended_at=ended_at - age))

    waiting.do(CLOCK, tidying.tidy, FileStore(tmp_path))

    assert len(waiting.all(waiting._of_case(Job))) == kept


def test_a_job_that_is_waited_for_is_never_tidied(waiting, tmp_path):
    waiting.wait_until("2027-03-02T09:00")

    waiting.do(CLOCK, tidying.tidy, FileStore(tmp_path))

    assert waiting.job().state == "open"
