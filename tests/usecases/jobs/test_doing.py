"""Jobs: begun with the step, done after it is stored, tried again, and never decided twice."""

import pytest
from sqlalchemy import select

from app.storage.ground.leased import FAILED, OPEN, RUNNING
from app.storage.post.incidents import Incident
from app.storage.post.jobs import CANCELLED, DONE
from app.usecases.jobs.failing import Failed, Hopeless
from app.usecases.keeping import mending
from engine.errors import Conflict

DOWN = Failed("test.down", "The register is down.")


def open_incidents(desk):
    return desk.all(select(Incident).where(Incident.resolved_at.is_(None)))


def test_a_job_begins_with_the_step_and_is_not_done_in_it(waiting, look_up):
    assert (waiting.job().state, waiting.job().attempts, look_up.asked) == (OPEN, 0, [])
    assert waiting.told()[-1] == "job.begun"
    assert waiting.breaches() == []


def test_what_a_job_brings_lets_the_case_go_on(waiting, look_up):
    assert waiting.run() == ["ask"]

    assert [given.id for given in look_up.asked] == [waiting.job().id]
    assert (waiting.job().state, waiting.task("look").step) == (DONE, "look")
    assert "job.done" in waiting.told()
    assert waiting.breaches() == []


def test_a_job_is_done_once(waiting, look_up):
    waiting.run()

    assert waiting.run() == []
    assert len(look_up.asked) == 1


def test_a_failed_attempt_is_followed_by_another_after_a_while(waiting, look_up):
    look_up.script.append(DOWN)
    waiting.run()

    assert (waiting.job().state, waiting.job().error["code"]) == (OPEN, "test.down")
    assert waiting.run() == []
    waiting.wait_until("2026-03-02T09:00:30")
    assert waiting.run() == ["ask"]
    assert (waiting.job().state, waiting.job().attempts) == (DONE, 2)


def test_after_the_last_attempt_there_is_an_incident_and_no_further_one(waiting, look_up):
    exhaust(waiting, look_up)

    assert (waiting.job().state, waiting.job().attempts) == (FAILED, 3)
    assert [(i.code, i.move) for i in open_incidents(waiting)] == [
        ("test.down", {"job": waiting.job().id})
    ]
    waiting.wait_until("2026-03-02T17:00")
    assert waiting.run() == []
    assert waiting.breaches() == []


def test_a_hopeless_attempt_is_the_last_one(waiting, look_up):
    look_up.script.append(Hopeless("test.never", "There is no such register."))
    waiting.run()

    assert (waiting.job().state, len(open_incidents(waiting))) == (FAILED, 1)


def test_a_retried_job_has_all_its_attempts_again(waiting, look_up):
    exhaust(waiting, look_up)
    waiting.do("chengxiao", mending.retry, open_incidents(waiting)[0].id)

    assert (waiting.job().state, waiting.job().left) == (OPEN, 3)
    waiting.run()
    assert (waiting.job().state, open_incidents(waiting)) == (DONE, [])


def test_the_incident_of_a_job_is_not_closed_while_the_case_waits(waiting, look_up):
    exhaust(waiting, look_up)

    with pytest.raises(Conflict) as refused:
        waiting.do("chengxiao", mending.skip, open_incidents(waiting)[0].id, "算了")

    assert refused.value.code == "incident.job_waits"


def test_a_job_nobody_wants_any_more_is_cancelled_and_its_incident_closed(waiting, look_up):
    exhaust(waiting, look_up)
    waiting.wait_until("2026-03-06T00:00")
    waiting.pass_due()

    assert (waiting.case().outcome, waiting.job().state) == ("deemed_withdrawn", CANCELLED)
    assert open_incidents(waiting) == []
    assert waiting.breaches() == []


def test_a_result_that_comes_too_late_is_dropped_and_told(waiting):
    job = waiting.take()
    waiting.wait_until("2026-03-06T00:00")
    waiting.pass_due()
    waiting.carry_out(job)

    assert (waiting.case().outcome, waiting.job().state) == ("deemed_withdrawn", CANCELLED)
    assert waiting.told()[-1] == "job.late"
    assert waiting.breaches() == []


def test_a_limit_that_passed_while_a_job_was_done_comes_first(waiting):
    job = waiting.take()
    waiting.wait_until("2026-03-06T00:00")
    waiting.carry_out(job)

    assert (waiting.case().outcome, waiting.told()[-1]) == ("deemed_withdrawn", "job.late")


def test_a_result_of_another_kind_is_an_incident(waiting, look_up):
    look_up.script.append({"found": "perhaps"})
    waiting.run()

    assert [i.code for i in open_incidents(waiting)] == ["job.result_invalid"]


def test_a_bug_in_a_job_is_a_failed_attempt_that_tells_no_secret(waiting, look_up):
    look_up.script.append(ValueError("password=123456"))
    waiting.run()

    assert waiting.job().error["params"] == {"type": "look_up", "error": "ValueError"}


def test_a_job_nobody_here_does_is_an_incident(waiting, types):
    del types.types["look_up"]
    waiting.run()

    assert [i.code for i in open_incidents(waiting)] == ["job.nobody"]


def test_a_job_in_hand_is_not_taken_by_another(waiting):
    assert waiting.take().state == RUNNING
    assert waiting.take() is None


def exhaust(waiting, look_up):
    """Fail as often as it is tried."""
    look_up.script.extend([DOWN] * 3)
    for minute in (0, 1, 5):
        waiting.wait_until(f"2026-03-02T09:{minute:02}:30")
        waiting.run()
