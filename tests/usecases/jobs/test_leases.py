"""Two who do jobs at once, and one who takes too long: the case is moved once."""

import pytest
from sqlalchemy import select

from app.storage.ground.leased import FAILED, OPEN, RUNNING
from app.storage.post.incidents import Incident
from app.storage.post.jobs import DONE, Job
from app.unit_of_work import unit_of_work
from app.usecases.jobs.failing import Failed
from tests.usecases.racing import at_once

DOWN = Failed("test.down", "The register is down.")


@pytest.fixture
def slow(waiting):
    """A case whose job was taken by somebody who takes too long; the attempt they have."""
    job = waiting.take()
    waiting.wait_until("2026-03-02T09:02")
    return waiting, job


def decided(desk):
    return [what for what in desk.told() if what in ("job.done", "job.late")]


def test_a_job_whose_time_is_over_is_taken_again(slow):
    desk, first = slow

    second = desk.take()

    assert (second.id, second.attempts) == (first.id, 2)
    assert second.lease != first.lease


def test_of_two_results_the_first_counts_and_the_second_is_told(slow):
    desk, first = slow
    desk.carry_out(desk.take())
    desk.carry_out(first)

    assert decided(desk) == ["job.done", "job.late"]
    assert (len(desk.tasks("look")), desk.job().state) == (1, DONE)
    assert desk.breaches() == []


def test_two_results_at_the_same_moment_move_the_case_once(slow):
    desk, first = slow
    second = desk.take()

    at_once(lambda: desk.carry_out(first), lambda: desk.carry_out(second))

    assert sorted(decided(desk)) == ["job.done", "job.late"]
    assert len(desk.tasks("look")) == 1
    assert desk.breaches() == []


def test_a_failure_of_who_took_too_long_does_not_disturb_the_next(slow, look_up):
    desk, first = slow
    second = desk.take()
    look_up.script.append(DOWN)
    desk.carry_out(first)

    assert (desk.job().state, desk.job().lease) == (RUNNING, second.lease)


def test_a_job_that_kills_whoever_does_it_is_not_tried_for_ever(waiting):
    for minute in range(0, 8, 2):
        waiting.wait_until(f"2026-03-02T09:0{minute}")
        waiting.take()
    waiting.wait_until("2026-03-02T09:10")
    waiting.run()

    assert waiting.job().state == FAILED
    assert [i.code for i in waiting.all(select(Incident))] == ["job.lost"]


def test_many_who_do_jobs_at_once_do_each_once(waiting, look_up):
    for _ in range(5):
        waiting.hand_in({}, item="looking_up")

    at_once(*[waiting.run] * 4)

    assert len({given.id for given in look_up.asked}) == len(look_up.asked) == 6
    assert set(waiting.all(select(Job.state))) == {DONE}
    assert waiting.breaches() == []


def test_the_bell_rings_after_the_commit_and_not_for_what_leaves_no_job(waiting):
    bell = waiting.parts.bell
    bell.clear()
    with waiting.app.app_context(), unit_of_work(waiting.actor("chengxiao")) as work:
        work.call_machines()
        assert not bell.is_set()

    assert bell.is_set()
    assert waiting.job().state == OPEN
