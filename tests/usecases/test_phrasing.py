"""Phrases are kept once, shared with one's department, and removed by their owner."""

import pytest

from app.storage import phrases
from app.usecases.people import phrasing
from engine.errors import Conflict, Invalid, NotAllowed, NotFound

EXAMINER, COLLEAGUE, ELSEWHERE = "lixuemei", "wangjianguo", "luojun"
FITS = "经审查，申请材料齐全、符合法定形式。"


def texts(desk, who=EXAMINER):
    with desk.look(who) as work:
        return [one.text for one in phrases.listed(work.session, work.actor)]


def department(desk, who=EXAMINER):
    return sorted(desk.actor(who).departments)[0]


def test_the_same_words_are_kept_once_and_shared_as_said_last(desk):
    desk.do(EXAMINER, phrasing.keep, FITS)
    kept = desk.do(EXAMINER, phrasing.keep, f"  {FITS}\r\n", department(desk))

    assert texts(desk) == [FITS]
    assert kept.department == department(desk)


def test_a_phrase_of_ones_own_is_nobody_elses(desk):
    desk.do(EXAMINER, phrasing.keep, FITS)

    assert texts(desk, COLLEAGUE) == []


def test_a_shared_phrase_is_used_by_ones_department_alone(desk):
    desk.do(EXAMINER, phrasing.keep, FITS, department(desk))

    assert texts(desk, COLLEAGUE) == [FITS]
    assert texts(desk, ELSEWHERE) == []


def test_a_phrase_is_not_shared_with_others(desk):
    with pytest.raises(NotAllowed):
        desk.do(EXAMINER, phrasing.keep, FITS, department(desk, ELSEWHERE))


def test_nobody_removes_a_phrase_of_somebody_else(desk):
    kept = desk.do(EXAMINER, phrasing.keep, FITS, department(desk))
    with pytest.raises(NotFound):
        desk.do(COLLEAGUE, phrasing.drop, kept.id)
    desk.do(EXAMINER, phrasing.drop, kept.id)

    assert texts(desk) == []


@pytest.mark.parametrize("words", ["", " \n ", "长" * 501, "a\u202eb"])
def test_a_phrase_has_words_that_can_be_shown(desk, words):
    with pytest.raises(Invalid) as refused:
        desk.do(EXAMINER, phrasing.keep, words)

    assert refused.value.faults[0].place == "text"


def test_a_person_keeps_no_more_phrases_than_one_finds_again(desk):
    for number in range(phrasing.MOST):
        desk.do(EXAMINER, phrasing.keep, str(number))
    with pytest.raises(Conflict):
        desk.do(EXAMINER, phrasing.keep, "更多")
    desk.do(EXAMINER, phrasing.keep, "0")
