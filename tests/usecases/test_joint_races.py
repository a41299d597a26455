"""Meetings, conflicts, questions and promises that many bring on at once: one deed wins each."""

from functools import partial

import pytest
from sqlalchemy import select

from app.storage.case.papers import Paper
from app.storage.joint.questions import Question
from app.usecases import timing
from app.usecases.asking import closing as asking
from app.usecases.asking import consulting, putting
from app.usecases.asking.consulting import Response
from app.usecases.asking.wishes import Wish as Asked
from app.usecases.coordinating import beginning, deciding
from app.usecases.coordinating.deciding import Result
from app.usecases.meetings import calling, closing
from app.usecases.meetings.closing import Minutes
from app.usecases.tasks import claiming, reviewing
from tests.usecases import drawing
from tests.usecases.collecting import hand_in
from tests.usecases.desk import CLOCK
from tests.usecases.racing import at_once, done, refused
from tests.usecases.test_meetings import ABSENCE, FIRE, LEAD, begun, call
from tests.usecases.test_promising import LEASE, promised
from tests.usecases.test_verifying_joint import APPROVER, RISE, TOPIC

__all__ = ["promised"]
COORDINATOR = "yuanmingde"
SETTLED = Result("departments", "followed", "采纳消防意见")


@pytest.fixture
def asked(desk):
    """Commerce and fire are asked; whoever stays away from a meeting is taken to agree."""
    drawing.publish(desk, drawing.two_opinions(**ABSENCE))
    desk.hand_in({}, item="two_opinions")
    yield desk
    assert desk.breaches() == []


@pytest.fixture
def gathered(asked):
    """Only commerce came to the survey."""
    asked.meeting = asked.do(LEAD, calling.call_meeting, asked.number, call()).id
    begun(asked, present=("commerce",))
    return asked


@pytest.fixture
def conflict(asked):
    asked.conflict = asked.do(LEAD, beginning.begin, asked.number, TOPIC).id
    return asked


def close(desk, who=LEAD):
    return partial(
        desk.do, who, closing.close_meeting, desk.number, desk.meeting, Minutes("符合要求")
    )


def settle(desk, who=APPROVER):
    return partial(desk.do, who, deciding.settle, desk.number, desk.conflict, SETTLED)


def send_up(desk, who):
    return partial(desk.do, who, deciding.send_up, desk.number, desk.conflict, RISE)


def question(desk, *given, **said):
    task = desk.task("opine", "fire").id
    desk.do(FIRE, claiming.claim, task)
    desk.do(FIRE, putting.ask, task, Asked(*given, **said))
    return desk.all(select(Question))[-1]


def papers(desk, kind):
    return desk.all(select(Paper.number).where(Paper.kind == kind))


def test_a_meeting_that_many_close_at_once_has_its_minutes_once(gathered):
    results = at_once(*[close(gathered), close(gathered, COORDINATOR)] * 3)

    assert (len(done(results)), refused(results)) == (1, ["meeting.over"] * 5)
    assert len(papers(gathered, "JOINT_SURVEY")) == 1


def test_who_answers_while_the_meeting_is_closed_answers_or_was_absent(gathered):
    task = gathered.task("opine", "fire").id
    answer = partial(gathered.do, FIRE, reviewing.complete_task, task, {"opinion": "agree"})

    results = at_once(close(gathered), answer)

    assert set(refused(results)) <= {"task.closed"}
    (row,) = gathered.tasks("opine", "fire", closed=True)
    assert row.closing in ("answered", "silent")


def test_a_conflict_that_many_settle_at_once_is_settled_once(conflict):
    results = at_once(*[settle(conflict)] * 5)

    assert (len(done(results)), refused(results)) == (1, ["coordination.over"] * 4)
    assert len(papers(conflict, "COORDINATION_OPINION")) == 1


def test_a_conflict_is_settled_or_sent_up_by_its_limit_never_both(conflict):
    conflict.wait_until("2026-03-04T00:00")
    (limit,) = conflict.deadlines(kind="coordination")
    passing = partial(conflict.do, CLOCK, timing.pass_deadline, limit.case_id, limit.id)

    at_once(settle(conflict), passing)

    told = [one for one in conflict.told() if one.startswith("coordination.")]
    assert told[:2] in (
        ["coordination.begun", "coordination.settled"],
        ["coordination.begun", "coordination.passed"],
    )


def test_a_conflict_that_many_send_up_at_once_climbs_one_rung(conflict):
    results = at_once(*[send_up(conflict, APPROVER), send_up(conflict, COORDINATOR)] * 3)

    (risen,) = done(results)
    assert (risen.rung, refused(results)) == ("lead", ["coordination.moved"] * 5)
    assert conflict.told().count("coordination.raised") == 1
    assert conflict.breaches() == []


def test_a_conflict_is_sent_up_or_passed_on_by_its_limit_never_both(conflict):
    conflict.wait_until("2026-03-04T00:00")
    (limit,) = conflict.deadlines(kind="coordination")
    passing = partial(conflict.do, CLOCK, timing.pass_deadline, limit.case_id, limit.id)

    results = at_once(send_up(conflict, COORDINATOR), passing)

    told = [one for one in conflict.told() if one.startswith("coordination.")]
    raised = "coordination.passed" if refused(results) else "coordination.raised"
    assert told == ["coordination.begun", raised]
    assert conflict.breaches() == []


def test_a_question_is_answered_or_withdrawn_or_over_once(asked):
    found = question(asked, "lead", "宽度是多少？")
    about = (asked.number, found.id)

    results = at_once(
        partial(asked.do, LEAD, asking.answer, *about, "1.4 米"),
        partial(asked.do, FIRE, asking.withdraw, *about),
        partial(asked.do, FIRE, reviewing.complete_task, found.task_id, {"opinion": "agree"}),
    )

    assert {*refused(results)} <= {"question.answered", "question.closed"}
    told = [one for one in asked.told() if one.startswith("question.")]
    assert len(told) == 2


def test_of_twenty_answers_by_one_link_one_counts(asked):
    found = question(asked, "body", "宽度是多少？", body="审图中心")
    who = consulting.body_of(found, asked.number, "李明")
    respond = partial(asked.do, who, consulting.respond, asked.number, found.id, Response("1.4 米"))

    results = at_once(*[respond] * 20)

    assert (len(done(results)), {*refused(results)}) == (1, {"question.answered"})
    assert asked.told().count("question.answered") == 1


def test_a_promise_that_is_kept_while_its_day_passes_is_kept_once(promised):
    promised.wait_until("2026-03-11T00:00")
    (limit,) = promised.deadlines(kind="promised_material")
    passing = partial(promised.do, CLOCK, timing.pass_deadline, limit.case_id, limit.id)

    results = at_once(*[partial(hand_in, promised, LEASE)] * 3, passing)

    assert len(done(results)) == 4
    assert (promised.case().promised, promised.told().count("promise.kept")) == (0, 1)
    assert promised.deadlines(kind="promised_material")[0].state in ("met", "fired")
    promised.pass_all()
    assert promised.breaches() == []
