"""Verify finds what was acknowledged and is gone, who was not told, what nobody decides."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, update

from app.storage.case.history import Fact, write
from app.storage.ground.repeats import Repeat
from app.storage.post.incidents import Incident
from app.storage.post.notices import Notice
from app.usecases.cases import withdrawing
from app.usecases.keeping import mending
from engine.errors import Broken
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing
from tests.usecases.desk import ACCEPT, CLOCK


@pytest.fixture
def sound(desk):
    """An office with a withdrawn case and one that was just handed in, and nothing wrong."""
    desk.hand_in()
    desk.do("party", withdrawing.withdraw, desk.number, "")
    desk.hand_in()
    assert desk.breaches() == desk.breaches(quick=True) == []
    return desk


def tamper(desk, *statements):
    with desk.work(CLOCK) as work:
        for statement in statements:
            work.session.execute(statement)


def tell(desk, what, **details):
    """Write a fact into the history that did not happen."""
    with desk.work(CLOCK) as work:
        held = work.hold(number=desk.number)
        write(work.session, held.case, [Fact(what, None, details)], CLOCK, work.now)


def found(desk, quick=False):
    return {breach.split()[0] for breach in desk.breaches(quick=quick)}


def acknowledged(desk, route, reference, status=200):
    at = desk.case().received_at
    row = {"actor": "person:1", "key": "k", "body_digest": "d", "done_at": at}
    row |= {"route": route, "reference": reference, "status": status}
    tamper(desk, insert(Repeat).values(row))


def test_a_hand_in_that_was_acknowledged_and_is_gone_is_found(sound):
    acknowledged(sound, "POST /api/v1/cases", "2026-999999-0", 201)

    assert found(sound) == {"I1"}


def test_an_answer_that_was_acknowledged_and_is_gone_is_found(sound):
    task = sound.task("check_materials").id
    acknowledged(sound, f"POST /api/v1/tasks/{task}/complete", sound.number)

    assert found(sound) == {"I1"}


def test_what_was_acknowledged_and_is_there_is_no_breach(sound):
    task = sound.task("check_materials").id
    sound.answer("zhouwenjing", "check_materials", ACCEPT)
    acknowledged(sound, f"POST /api/v1/tasks/{task}/complete", sound.number)

    assert found(sound) == set()


def test_a_key_that_is_half_used_is_found(sound):
    acknowledged(sound, "POST /api/v1/cases", "", 0)

    assert found(sound) == {"I12"}


def test_a_case_handed_in_twice_by_its_history_is_found(sound):
    tell(sound, "case.submitted")

    assert found(sound) == {"I1"}


def test_an_applicant_who_was_not_told_of_the_end_is_found(sound):
    tamper(sound, delete(Notice).where(Notice.what == "notice.ended"))

    assert found(sound) == {"I6"}


@pytest.mark.parametrize("values", [{"group": None}, {"person_id": 1}])
def test_a_notice_for_nobody_or_for_two_is_found(sound, values):
    tamper(sound, update(Notice).where(Notice.what == "notice.ended").values(**values))

    assert found(sound) == {"I6"}


def noted(desk, step="five_days_over"):
    limit = desk.deadlines(step=step)[-1]
    broken = Broken("clock.failed", "%(error)s", error="no")
    return desk.do(CLOCK, mending.note, limit.case_id, broken, {"deadline": limit.id})


def test_an_incident_that_is_told_as_it_was_is_no_breach(sound):
    incident = noted(sound)
    assert found(sound) == set()
    sound.do("chengxiao", mending.retry, incident.id)

    assert found(sound) == set()


def test_an_incident_the_history_does_not_know_is_found(sound):
    incident = noted(sound)
    closed = {"resolved_at": incident.occurred_at, "resolution": "gone"}
    tamper(sound, update(Incident).where(Incident.id == incident.id).values(**closed))

    assert found(sound) == {"I7"}


def test_an_incident_noted_twice_is_found(sound):
    tell(sound, "incident.noted", incident=noted(sound).id)

    assert found(sound) == {"I7"}


def test_a_case_whose_only_limit_is_held_for_good_is_found(desk):
    drawn = Drawing("resting").start()
    drawn.element("intermediateCatchEvent", "rest", inner=timer("=workdays(3)"))
    drawn.end("deemed_withdrawn")
    drawing.publish(desk, drawn.flow("start", "rest", "deemed_withdrawn"))
    desk.hand_in({}, item="resting")
    incident = noted(desk, "rest")
    assert found(desk) == set()

    desk.do("chengxiao", mending.skip, incident.id, "不再处理")

    assert (found(desk), found(desk, quick=True)) == ({"I8"}, {"I8"})


def test_a_limit_recorded_as_passed_before_its_legal_time_is_found(sound):
    tell(sound, "deadline.passed", due_at="2027-01-01T00:00:00+00:00")

    assert found(sound) == {"I13"}


def test_a_recorded_time_that_runs_backwards_is_found(sound, set_clock):
    set_clock("2026-03-01T09:00")
    tell(sound, "message.received")

    assert "I13" in found(sound)


@pytest.mark.parametrize(("seconds", "told"), [(1, set()), (1.001, {"I13"})])
def test_the_second_that_a_time_server_corrects_is_no_breach_x28(sound, seconds, told):
    with sound.work(CLOCK) as work:
        case, fact = work.hold(number=sound.number).case, [Fact("message.received")]
        write(work.session, case, fact, CLOCK, work.now)
        write(work.session, case, fact, CLOCK, work.now - timedelta(seconds=seconds))

    assert found(sound) == told
