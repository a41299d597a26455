"""An immediate item is settled at the counter: all steps of the law, in one transaction."""

import pytest
from sqlalchemy import select

from app.storage.case.cases import Case
from app.storage.case.papers import Paper
from app.usecases.cases import drafting, settling
from app.usecases.cases.applying import new_code
from app.usecases.cases.drafting import Written
from app.usecases.cases.settling import Settled
from app.usecases.repeating import Repeated
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.usecases.desk import PARTY

ITEM, CLERK, TOKEN = "licence_reissue", "zhouwenjing", "a secret of this draft"
LOST = {
    "company_name": "滨江荷塘茶业有限公司",
    "credit_code": "91330108MA2KABCD1Y",
    "cause": "lost",
    "notice_number": "ZF20260302008",
    "copies": ["original", "duplicate"],
    "agent_name": "何清荷",
    "agent_id": "330108198806152345",
    "promise": True,
}
STRAIGHT = {
    "check_materials": {"outcome": "accept"},
    "decide": {"outcome": "grant"},
    "hand_over": {"mode": "window"},
}
POINTS = [{"material": "power_of_attorney", "what": "授权委托书未加盖公章，请补盖"}]
REFUSED = {
    "outcome": "refuse",
    "reason": "该市场主体已办理注销登记，主体资格终止",
    "legal_basis": "《市场主体登记管理条例》第三十七条",
}


def settle(desk, said=STRAIGHT, who=CLERK, item=ITEM, answers=LOST):
    """Write the draft and settle it; it is the case of the desk from now on."""
    desk.do(who, drafting.keep, TOKEN, Written(item, PARTY, dict(answers)))
    case = desk.do(who, settling.settle, Settled(item, TOKEN, new_code(), said))
    desk.number = case.number
    return case


def test_what_is_complete_is_accepted_decided_and_handed_over_at_once_art_34(desk):
    case = settle(desk)

    assert (case.state, case.outcome) == ("archived", "granted")
    days = {case.received_on, case.accepted_on, case.decided_on}
    assert [day.isoformat() for day in days] == ["2026-03-02"]
    assert desk.breaches() == []


def test_the_history_is_that_of_the_same_steps_done_one_by_one(desk):
    settle(desk)
    at_once = [(entry.what, entry.step) for entry in desk.history()]

    desk.hand_in(LOST, CLERK, ITEM)
    for step, answers in STRAIGHT.items():
        desk.answer(CLERK, step, answers)

    assert at_once == [(entry.what, entry.step) for entry in desk.history()]


def test_every_paper_of_the_law_is_issued(desk):
    case = settle(desk)

    kinds = desk.all(select(Paper.kind).filter_by(case_id=case.id).order_by(Paper.number))
    assert kinds == ["RECEIPT", "ACCEPTANCE_NOTICE", "GRANT_DECISION", "DELIVERY_RECORD"]


def test_a_refusal_is_decided_and_delivered_at_once_art_38(desk):
    said = STRAIGHT | {"decide": REFUSED, "deliver_refusal": {"mode": "window"}}

    case = settle(desk, said)

    assert (case.state, case.outcome) == ("archived", "refused")


def test_what_is_missing_is_told_once_and_the_case_goes_on_as_every_other_art_32(desk):
    case = settle(desk, {"check_materials": {"outcome": "correct", "points": POINTS}})

    assert case.state == "awaiting_correction"
    assert [task.step for task in desk.tasks()] == ["correct_materials"]


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_stored(desk):
    said = {"check_materials": {"outcome": "accept"}, "decide": {"outcome": "refuse"}}

    with pytest.raises(Invalid) as refused:
        settle(desk, said, answers=LOST | {"credit_code": "1"})

    places = {fault.place for fault in refused.value.faults}
    assert {"answers.credit_code", "steps.decide.reason", "steps.deliver_refusal.mode"} <= places
    assert desk.all(select(Case.id)) == []


def test_settling_twice_is_one_case(desk):
    settle(desk)

    with pytest.raises(Repeated):
        desk.do(CLERK, settling.settle, Settled(ITEM, TOKEN, new_code(), STRAIGHT))

    assert len(desk.all(select(Case.id))) == 1


def test_what_is_not_immediate_is_not_settled_at_the_counter(desk):
    with pytest.raises(Conflict, match="当场|on the spot"):
        settle(desk, item="enterprise_setup")


def test_who_does_not_hold_the_post_decides_nothing_on_the_spot(desk):
    with pytest.raises(NotAllowed) as refused:
        settle(desk, who="hanlei")

    assert refused.value.code == "counter.not_authorised"


def test_a_draft_that_is_not_there_is_not_found(desk):
    with pytest.raises(NotFound):
        desk.do(CLERK, settling.settle, Settled(ITEM, "another", new_code(), STRAIGHT))
