"""Filters of the inbox are kept under a name, replaced, shared and removed."""

import pytest

from app.storage.desk import saved_filters
from app.usecases.people import saving
from app.usecases.people.saving import Kept
from engine.errors import Conflict, NotAllowed, NotFound

EXAMINER, COLLEAGUE, ELSEWHERE = "lixuemei", "wangjianguo", "luojun"
LATE = {"view": "mine", "light": "red"}


def names(desk, who=EXAMINER):
    with desk.look(who) as work:
        return [one.name for one in saved_filters.listed(work.session, work.actor)]


def department(desk, who=EXAMINER):
    return sorted(desk.actor(who).departments)[0]


def test_a_filter_of_the_same_name_is_replaced(desk):
    desk.do(EXAMINER, saving.save, Kept("超期", {"view": "mine"}))
    kept = desk.do(EXAMINER, saving.save, Kept("超期", LATE))

    assert names(desk) == ["超期"]
    assert kept.filter == LATE


def test_only_one_filter_is_the_usual_one(desk):
    for name in ("一", "二"):
        desk.do(EXAMINER, saving.save, Kept(name, LATE, usual=True))

    with desk.look(EXAMINER) as work:
        assert saved_filters.usual(work.session, work.actor).name == "二"


def test_a_shared_filter_is_seen_by_ones_department_alone(desk):
    desk.do(EXAMINER, saving.save, Kept("超期", LATE, department=department(desk)))

    assert names(desk, COLLEAGUE) == ["超期"]
    assert names(desk, ELSEWHERE) == []


def test_a_filter_is_not_shared_with_others(desk):
    theirs = department(desk, ELSEWHERE)
    with pytest.raises(NotAllowed):
        desk.do(EXAMINER, saving.save, Kept("超期", LATE, department=theirs))


def test_nobody_removes_a_filter_of_somebody_else(desk):
    kept = desk.do(EXAMINER, saving.save, Kept("超期", LATE, department=department(desk)))
    with pytest.raises(NotFound):
        desk.do(COLLEAGUE, saving.drop, kept.id)
    desk.do(EXAMINER, saving.drop, kept.id)

    assert names(desk) == []


def test_a_person_keeps_no_more_filters_than_fit_a_screen(desk):
    for number in range(saving.MOST):
        desk.do(EXAMINER, saving.save, Kept(str(number), LATE))
    with pytest.raises(Conflict):
        desk.do(EXAMINER, saving.save, Kept("更多", LATE))
    desk.do(EXAMINER, saving.save, Kept("0", LATE, usual=True))
