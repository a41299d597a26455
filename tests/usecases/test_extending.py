"""A limit is lengthened once, capped, in time, and on the right person's word (Art. 42)."""

import pytest

from app.storage.case.papers import Paper
from app.usecases.clocks import extending
from app.usecases.clocks.extending import Wish
from engine.errors import Conflict, Invalid
from tests.usecases.desk import CLOCK

LEAD = "wangjianguo"
MORE = Wish(15, "需要进一步论证", "heyuanzheng")


def extend(desk, wish=MORE, at="2026-03-27T10:00"):
    desk.wait_until(at)
    desk.pass_due()
    return desk.do(LEAD, extending.extend_case, desk.number, wish)


def test_an_extension_moves_both_limits_and_is_told_with_its_reason(desk):
    """T-05: a joint case of 45 and 15 working days ends on 28 May."""
    desk.accepted()
    extend(desk)

    paper = desk.all(desk._of_case(Paper).filter_by(kind="EXTENSION_NOTICE"))[0]
    assert str(desk.case().statutory_due_on) == "2026-05-28"
    assert paper.content["answers"] == {"reason": MORE.reason}
    assert desk.breaches() == []


def test_a_limit_is_extended_once(desk):
    desk.accepted()
    extend(desk)
    with pytest.raises(Conflict) as refused:
        extend(desk)

    assert refused.value.code == "extension.twice"


def test_a_limit_that_has_passed_is_not_extended(desk):
    desk.accepted()
    desk.wait_until("2026-05-09T00:00")
    desk.pass_due()
    with pytest.raises(Conflict) as refused:
        extend(desk, at="2026-05-09T00:00")

    assert refused.value.code == "extension.too_late"


def test_days_reason_and_approval_are_refused_at_once(desk):
    desk.accepted()
    with pytest.raises(Invalid) as refused:
        extend(desk, Wish(16, " ", "weiguodong"))

    assert {fault.code for fault in refused.value.faults} == {
        "extension.days",
        "extension.no_reason",
        "approval.not_approver",
    }


def test_a_promise_that_is_broken_already_stays_broken(desk):
    desk.accepted()
    desk.wait_until("2026-03-31T00:00")
    desk.pass_due()
    promised = desk.case().promised_due_on
    extend(desk, at="2026-03-31T10:00")

    assert desk.case().promised_due_on == promised
    assert desk.case().due_at < desk.do(CLOCK, lambda work: work.now)


def test_what_an_extension_moves_is_foreseen(desk):
    desk.accepted()
    with desk.look(LEAD) as work:
        moved = extending.foresee_extension(work, desk.number, MORE)

    assert {one.deadline.kind for one in moved} == {"promised", "statutory", "prewarning"}
    assert desk.case().extra_days == 0
