"""A card is answered, urged, appealed against and decided about: by the right people, once."""

import pytest

from app.storage.case.history import Fact, write
from app.usecases.cards import answering, by_hand, supervising
from app.usecases.cards.by_hand import Wish
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.usecases.cards.conftest import HEAD, LEAD, OTHER, SUPERVISOR
from tests.usecases.racing import at_once, done, refused


@pytest.fixture
def carded(case):
    """The case has its yellow card, of which the approver of the lead must answer."""
    case.at("2026-03-10T09:00")
    case.id = case.cards("yellow")[0].id
    return case


def card(case):
    return case.cards("yellow")[0]


def urgings(case):
    return [one.state for one in case.desk.deadlines(kind="urging")]


def test_an_answer_in_time_stops_the_urging(carded):
    carded.do(HEAD, answering.answer, carded.id, "人手不足，已补办")

    assert (card(carded).state, urgings(carded)) == ("answered", ["met"])
    assert carded.desk.told()[-1] == "card.answered"
    assert carded.at("2026-06-30T09:00").deeds(carded.id) == ["given", "answer"]


def test_who_does_not_answer_is_urged_once_by_the_clock_with_a_paper(carded):
    """Facts 2.6: not answered in three working days: 督办."""
    carded.at("2026-03-12T23:00")
    assert card(carded).state == "given"

    carded.at("2026-03-14T09:00")

    assert (card(carded).state, carded.deeds(carded.id)) == ("urged", ["given", "urge"])
    assert carded.papers().count("URGING_NOTICE") == 1
    assert carded.desk.breaches() == []


def test_they_are_urged_although_the_case_has_ended(carded):
    carded.desk.answer(LEAD, "look", {"opinion": "x"})
    assert carded.desk.case().ended_at is not None

    carded.at("2026-03-14T09:00")

    assert card(carded).state == "urged"
    assert carded.desk.breaches() == []


def test_an_answer_that_is_not_enough_is_sent_back_and_at_last_closed(carded):
    carded.do(HEAD, answering.answer, carded.id, "已办")
    carded.do(SUPERVISOR, supervising.send_back, carded.id, "请说明改正措施")
    carded.do(HEAD, answering.answer, carded.id, "已调整值班安排，补齐材料")
    carded.do(SUPERVISOR, supervising.close, carded.id, "整改到位")

    assert card(carded).state == "closed"
    assert carded.papers()[-1] == "RECTIFICATION_NOTICE"
    assert urgings(carded) == ["met", "met"]
    assert carded.desk.breaches() == []


def test_an_appeal_is_decided_by_supervision_which_takes_the_card_off(carded):
    carded.do(HEAD, answering.appeal, carded.id, "停电期间无法办理")
    assert urgings(carded) == ["cancelled"]

    carded.do(SUPERVISOR, supervising.remove, carded.id, "停电属实，予以摘牌")

    assert card(carded).state == "removed"
    assert carded.papers()[-1] == "CARD_REMOVAL"
    assert carded.deeds(carded.id) == ["given", "appeal", "remove"]
    assert carded.desk.breaches() == []


def test_a_card_that_was_upheld_is_answered_and_not_appealed_against_again(carded):
    carded.do(HEAD, answering.appeal, carded.id, "情况特殊")
    carded.do(OTHER, supervising.uphold, carded.id, "理由不成立")

    with pytest.raises(Conflict):
        carded.do(HEAD, answering.appeal, carded.id, "再次申诉")

    carded.do(HEAD, answering.answer, carded.id, "已改正")
    assert card(carded).state == "answered"


@pytest.mark.parametrize("who", ["zhaogang", "zhouwenjing", "chengxiao"])
def test_whom_a_card_does_not_concern_does_not_know_of_it(carded, who):
    for deed in (answering.answer, answering.appeal):
        with pytest.raises(NotFound):
            carded.do(who, deed, carded.id, "不是我的")


@pytest.mark.parametrize("who", [LEAD, HEAD, "weiguodong", "yuanmingde"])
def test_nobody_but_supervision_decides(carded, who):
    for deed in (supervising.urge, supervising.remove, supervising.close):
        with pytest.raises(NotAllowed):
            carded.do(who, deed, carded.id, "不符合规定")


def test_a_supervisor_who_acted_in_the_case_supervises_nothing_of_it(carded):
    """L15: nobody holds approval and supervision on one case."""
    with carded.desk.work(SUPERVISOR) as work:
        held = work.hold(number=carded.desk.number)
        write(work.session, held.case, [Fact("task.claimed", "look")], work.actor, work.now)

    with pytest.raises(NotAllowed) as refusal:
        carded.do(SUPERVISOR, supervising.remove, carded.id, "予以摘牌")

    assert refusal.value.code == "card.acted"
    carded.do(OTHER, supervising.remove, carded.id, "核查后予以摘牌")


def test_words_are_needed(carded):
    with pytest.raises(Invalid):
        carded.do(HEAD, answering.answer, carded.id, "  ")


def test_two_answers_at_once_are_one(carded):
    results = at_once(
        *(lambda: carded.do(HEAD, answering.answer, carded.id, "已改正") for _ in range(2))
    )

    assert (len(done(results)), refused(results)) == (1, ["card.state"])
    assert carded.deeds(carded.id) == ["given", "answer"]


FEE = Wish("", "illegal_fee", "market_regulation", "加收资料费50元，未公布", LEAD)


def test_a_supervisor_gives_a_card_for_what_no_machine_can_know(case):
    """Facts 2.6, family 7: fees."""
    wish = Wish(**{**vars(FEE), "case": case.desk.number, "once": "a"})
    first, again = (case.do(SUPERVISOR, by_hand.give_card, wish).id for _ in range(2))

    (red,) = case.cards("red")
    assert (first, again, red.person_name) == (red.id, red.id, "王建国")
    with pytest.raises(NotAllowed):
        case.do(SUPERVISOR, supervising.remove, red.id, "自己发的牌")
    case.do(OTHER, supervising.remove, red.id, "查无此事")


def test_everything_wrong_with_a_card_by_hand_is_told_at_once(case):
    wish = Wish(case.desk.number, "promised_late", "tax", " ", "nobody")

    with pytest.raises(Invalid) as refusal:
        case.do(SUPERVISOR, by_hand.give_card, wish)

    assert {fault.place for fault in refusal.value.faults} == {
        *("rule", "department", "person", "words"),
    }
