"""Verify finds meetings, coordinations and questions that tell another story than their rows."""

import pytest
from sqlalchemy import delete, update

from app.storage.case.cases import Case
from app.storage.desk.tasks import Task
from app.storage.joint.coordinations import Coordination, CoordinationStep
from app.storage.joint.meetings import Invitation, Meeting
from app.usecases.asking import putting
from app.usecases.asking.wishes import Wish as Question
from app.usecases.coordinating import beginning, deciding
from app.usecases.coordinating.beginning import Wish
from app.usecases.coordinating.deciding import Result, Rise
from app.usecases.meetings import calling, closing
from app.usecases.meetings.closing import Minutes
from app.usecases.tasks import claiming
from tests.usecases.desk import CLOCK
from tests.usecases.test_meetings import FIRE, LEAD, begun, call, do

APPROVER = "zhangzhiyuan"
RISE = Rise("departments", "协商不成")
TOPIC = Wish("疏散宽度不足", ("fire", "commerce"))


@pytest.fixture
def met(asked):
    """A survey of both departments, with its minutes."""
    asked.meeting = asked.do(LEAD, calling.call_meeting, asked.number, call()).id
    begun(asked)
    do(asked, LEAD, closing.close_meeting, Minutes("现场符合要求"))
    assert asked.breaches() == []
    return asked


@pytest.fixture
def climbed(asked):
    """A conflict on the second rung."""
    asked.conflict = asked.do(LEAD, beginning.begin, asked.number, TOPIC).id
    asked.do(APPROVER, deciding.send_up, asked.number, asked.conflict, RISE)
    assert asked.breaches() == []
    return asked


def broken(desk, *statements):
    """What verify says once the rows were tampered with."""
    with desk.work(CLOCK) as work:
        for statement in statements:
            work.session.execute(statement)
    return [one for one in desk.breaches() if one.split()[0] in ("I15", "I16")]


def test_minutes_of_a_meeting_that_had_no_quorum_are_found_i16(met):
    (found,) = broken(met, update(Invitation).values(attendance="absent"))

    assert "0 came of the" in found


def test_a_closed_meeting_without_its_paper_is_found_i16(met):
    (found,) = broken(met, update(Meeting).values(paper=None))

    assert "without minutes or their paper" in found


def test_a_meeting_planned_in_a_case_that_ended_is_found_i16(met):
    ended = update(Case).values(ended_at=met.case().received_at)
    found = broken(met, update(Meeting).values(state="planned"), ended)

    assert "is planned, and its case has ended" in found[0]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (delete(CoordinationStep).where(CoordinationStep.seq == 1), "other ones are kept"),
        (update(Coordination).values(rung_name="市长"), "where no step has led it"),
        (update(Coordination).values(state="settled"), "without outcome"),
        (update(Case).values(ended_at=Case.received_at), "its case has ended"),
    ],
)
def test_a_coordination_that_did_not_go_that_way_is_found_i16(climbed, statement, told):
    (found,) = broken(climbed, statement)

    assert told in found


def test_a_rung_stood_on_twice_is_found_i16(climbed):
    name = "牵头部门负责人协调"
    found = broken(
        climbed,
        update(CoordinationStep).values(rung_name=name),
        update(Coordination).values(rung_name=name),
    )

    assert "stood twice on one rung" in found[0]


def test_a_second_conflict_open_at_once_is_found_i16(asked):
    first = asked.do(LEAD, beginning.begin, asked.number, TOPIC).id
    asked.do(
        APPROVER, deciding.settle, asked.number, first, Result("departments", "followed", "采纳")
    )
    asked.do(LEAD, beginning.begin, asked.number, TOPIC)

    (found,) = broken(asked, update(Coordination).values(state="open"))

    assert "not the only open one" in found


def test_a_question_of_a_task_that_is_over_is_found_i15(asked):
    task = asked.task("opine", "fire")
    asked.do(FIRE, claiming.claim, task.id)
    asked.do(FIRE, putting.ask, task.id, Question("lead", "宽度是多少？"))

    over = update(Task).where(Task.id == task.id).values(closed_at=task.opened_at)
    (found,) = broken(asked, over)

    assert "waits, and its task is over" in found
