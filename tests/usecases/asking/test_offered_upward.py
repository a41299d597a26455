"""Joint enterprise setup offers the opinion “must go upward”: Art. 43, facts 2.4.3, D 203, 220."""

from datetime import date

import pytest
from sqlalchemy import select

from app.storage.desk import case_tasks
from app.storage.joint.questions import Question
from app.storage.office import items
from app.usecases.asking import closing, raising, taking_up
from app.usecases.moving import reasons
from tests.usecases.desk import HOTEL
from tests.usecases.test_reasons import PREREVIEWS, READY

ABOVE, WHY = "临江市消防救援支队", "依照规定由上级消防救援机构决定"
LEAD, FIRE = "wangjianguo", "zenghui"
UPWARD = {"outcome": "sign", "opinion": "go_upward", "reason": WHY}
AGREE = {"outcome": "sign", "opinion": "agree"}


def approve(desk, opinion, department="fire", who=FIRE):
    desk.answer(who, "approve_pre_approval", opinion, department)


def say(desk):
    """Health agrees to a hotel, fire says that its matter must go upward."""
    desk.accepted(HOTEL)
    for department, who in (("fire", "pengchao"), ("health", "dengkai")):
        said = {"proposal": "go_upward", "remarks": "已审查图纸和现场"}
        desk.answer(who, "examine_pre_approval", said, department)
    approve(desk, AGREE, "health", "caoyilan")
    approve(desk, UPWARD)


@pytest.fixture
def told(desk):
    """The same where the office says nothing else: the step waits."""
    say(desk)
    return desk


def question(desk):
    return desk.all(select(Question).order_by(Question.id))[-1].id


def test_the_approval_waits_until_the_authority_above_has_replied(told):
    told.do(LEAD, taking_up.take_up, told.number, question(told), ABOVE, WHY)
    (limit,) = told.deadlines(kind="upward")
    assert (limit.due_on, limit.asked) == (date(2026, 3, 5), "market_regulation")

    told.do(LEAD, raising.forwarded, told.number, question(told))
    told.do(LEAD, closing.answer, told.number, question(told), "同意", date(2026, 3, 2))
    approve(told, AGREE)

    assert told.tasks("approve_pre_approval") == told.tasks("coordinate") == []
    assert told.breaches() == []


def go_on(work):
    items.of_code(work.session, "enterprise_setup").go_upward = "go_on"


def test_where_the_case_goes_on_it_is_coordinated_and_never_taken_for_granted(desk):
    desk.do(LEAD, go_on)
    say(desk)

    settled = {
        "held_on": "2026-03-02",
        "outcome": "settled",
        "minutes": "上级机关尚未答复，由申请人选择",
    }
    desk.answer("yuanmingde", "coordinate", settled)
    for who, step in PREREVIEWS:
        desk.answer(who, step, READY)

    assert [one.step for one in desk.tasks()] == ["choose_scope"]
    assert desk.breaches() == []


def test_a_refusal_names_what_the_authority_above_has_not_decided(desk):
    desk.do(LEAD, go_on)
    say(desk)
    with desk.look() as work:
        told = reasons.dissent(work.session, case_tasks.of_case(work.session, desk.case().id))

    assert [one.department for one in told] == ["fire"]
