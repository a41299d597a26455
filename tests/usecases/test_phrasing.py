"""Phrases are kept once, shared with one's department, and removed by their owner."""

from functools import partial

import pytest

from app.storage.desk import phrases
from app.usecases.people import phrasing
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.usecases.racing import at_once, refused

EXAMINER, COLLEAGUE, ELSEWHERE = "lixuemei", "wangjianguo", "luojun"
FITS = "经审查，申请材料齐全、符合法定形式。"
FULL, LACKS = "经审查，申请材料齐全。", "缺少出租方盖章。"


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


def test_a_phrase_is_reworded_in_its_place_and_shared_as_said(desk):
    first = desk.do(EXAMINER, phrasing.keep, FITS)
    desk.do(EXAMINER, phrasing.keep, LACKS)
    desk.do(EXAMINER, phrasing.reword, first.id, f" {FULL} ", department(desk))

    assert texts(desk) == [FULL, LACKS]
    assert texts(desk, COLLEAGUE) == [FULL]


def test_words_that_are_kept_already_are_not_kept_twice(desk):
    desk.do(EXAMINER, phrasing.keep, FITS)
    other = desk.do(EXAMINER, phrasing.keep, LACKS)
    with pytest.raises(Invalid) as refused:
        desk.do(EXAMINER, phrasing.reword, other.id, FITS)

    assert [one.code for one in refused.value.faults] == ["phrase.kept_already"]
    assert texts(desk) == [FITS, LACKS]


def test_its_own_words_are_no_others(desk):
    kept = desk.do(EXAMINER, phrasing.keep, FITS)
    desk.do(EXAMINER, phrasing.reword, kept.id, FITS, department(desk))

    assert texts(desk, COLLEAGUE) == [FITS]


def test_nobody_rewords_a_phrase_of_somebody_else_or_shares_it_elsewhere(desk):
    kept = desk.do(EXAMINER, phrasing.keep, FITS, department(desk))
    with pytest.raises(NotFound):
        desk.do(COLLEAGUE, phrasing.reword, kept.id, FULL)
    with pytest.raises(NotAllowed):
        desk.do(EXAMINER, phrasing.reword, kept.id, FULL, department(desk, ELSEWHERE))

    assert texts(desk) == [FITS]


def test_a_phrase_reworded_kept_and_removed_at_once_is_there_once_or_not(desk):
    first = desk.do(EXAMINER, phrasing.keep, FITS)
    other = desk.do(EXAMINER, phrasing.keep, LACKS)
    results = at_once(
        partial(desk.do, EXAMINER, phrasing.reword, first.id, FULL),
        partial(desk.do, EXAMINER, phrasing.reword, other.id, FULL),
        partial(desk.do, EXAMINER, phrasing.keep, FULL),
        partial(desk.do, EXAMINER, phrasing.drop, first.id),
    )

    assert {*refused(results)} <= {"phrase.invalid", "phrase.unknown"}
    assert texts(desk).count(FULL) <= 1


def test_a_person_keeps_no_more_phrases_than_one_finds_again(desk):
    for number in range(phrasing.MOST):
        desk.do(EXAMINER, phrasing.keep, str(number))
    with pytest.raises(Conflict):
        desk.do(EXAMINER, phrasing.keep, "更多")
    desk.do(EXAMINER, phrasing.keep, "0")


ADMINISTRATOR = "chengxiao"


def test_phrases_stand_where_their_owner_puts_them(desk):
    first, second, third = (desk.do(EXAMINER, phrasing.keep, one).id for one in ("一", "二", "三"))

    desk.do(EXAMINER, phrasing.put_up, third)
    desk.do(EXAMINER, phrasing.put_up, third)
    assert texts(desk) == ["三", "一", "二"]

    desk.do(EXAMINER, phrasing.put_up, third)  # it is the first one already
    desk.do(EXAMINER, phrasing.put_up, second)
    desk.do(EXAMINER, phrasing.keep, "四")
    assert texts(desk) == ["三", "二", "一", "四"]
    with pytest.raises(NotFound):
        desk.do(COLLEAGUE, phrasing.put_up, first)


def test_what_administrators_keep_for_everybody_comes_last(desk):
    desk.do(ADMINISTRATOR, phrasing.keep, FITS, everybody=True)
    desk.do(EXAMINER, phrasing.keep, LACKS)

    assert texts(desk) == [LACKS, FITS]
    assert texts(desk, ELSEWHERE) == [FITS]


def test_nobody_else_keeps_phrases_for_everybody(desk):
    with pytest.raises(NotAllowed) as refused_:
        desk.do(EXAMINER, phrasing.keep, FITS, everybody=True)

    assert refused_.value.code == "phrase.not_everybody"
