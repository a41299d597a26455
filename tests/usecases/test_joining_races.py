"""Departments come and go while others answer at the same moment: one join, nothing lost."""

from functools import partial

import pytest

from app.usecases.joining import Wish, add_department, drop_department
from app.usecases.tasks import reviewing
from engine.people import Actor
from tests.usecases import drawing
from tests.usecases.racing import at_once, done, refused

LEAD = "wangjianguo"
YES = {"opinion": "agree"}


def answering(desk, task):
    actor = Actor("x", "审查人", pairs={(task.department, "examiner")})
    return partial(desk.do, actor, reviewing.complete_task, task.id, YES)


def changing(desk, deed, department):
    return partial(desk.do, LEAD, deed, desk.number, Wish("opine", department, "研究决定"))


@pytest.fixture
def asked(desk):
    drawing.publish(desk, drawing.two_opinions())
    desk.hand_in({}, item="two_opinions")
    return desk


def test_a_department_that_five_add_at_once_is_asked_once(asked):
    results = at_once(*(changing(asked, add_department, "ecology") for _ in range(5)))

    assert (len(done(results)), refused(results)) == (1, ["joining.member"] * 4)
    assert len(asked.tasks("opine", "ecology")) == 1
    assert asked.breaches() == []


def test_who_is_dropped_while_answering_is_either_heard_or_gone(asked):
    fire = asked.task("opine", "fire")

    results = at_once(answering(asked, fire), changing(asked, drop_department, "fire"))

    assert len(done(results)) == 1
    assert refused(results)[0] in {"joining.answered", "task.closed"}
    assert [task.department for task in asked.tasks()] == ["commerce"]
    assert asked.breaches() == []


def test_twenty_answer_while_one_is_added_and_one_dropped(desk):
    drawing.publish(desk, drawing.twenty_opinions())
    desk.hand_in({}, item="twenty")
    tasks = desk.tasks("opine")
    deeds = [answering(desk, task) for task in tasks[1:]]

    results = at_once(
        *deeds,
        changing(desk, drop_department, tasks[0].department),
        changing(desk, add_department, "ecology"),
    )
    late = {"joining.not_open"} & {*refused(results)}
    for task in desk.tasks("opine"):
        answering(desk, task)()

    assert {*refused(results)} <= late
    assert [task.step for task in desk.tasks()] == ["sum_up"]
    assert desk.breaches() == []
