"""Tasks change hands: given by the lead, passed on, or delegated and confirmed (decision 163)."""

import pytest

from app.usecases import handing
from app.usecases.handing import Wish, receivers
from app.usecases.office import staffing
from app.usecases.tasks import claiming, reviewing
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.usecases.desk import ACCEPT, HOTEL
from tests.usecases.test_reviewing import EXAMINED

CLERK, COLLEAGUE = "zhouwenjing", "linxiaoyu"
COORDINATOR = "yuanmingde"
TO_COLLEAGUE = Wish(COLLEAGUE, "外出核查")


@pytest.fixture
def asked(desk):
    """The task of the window in a new case."""
    desk.hand_in()
    return desk.task("check_materials").id


@pytest.fixture
def held(desk, asked):
    """The same, claimed."""
    desk.do(CLERK, claiming.claim, asked)
    return asked


@pytest.fixture
def delegated(desk, held):
    """The same, with a colleague preparing the answer."""
    desk.do(CLERK, handing.delegate, held, TO_COLLEAGUE)
    return held


def holder(desk):
    return f"person:{desk.task('check_materials').assignee_id}"


def told_to(desk, who):
    person = int(desk.actor(who).id.partition(":")[2])
    return [one.what for one in desk.notices() if one.person_id == person]


def test_who_may_assign_gives_a_task_to_somebody_of_its_group(desk, asked):
    due_at = desk.task("check_materials").due_at

    task = desk.do(COORDINATOR, handing.assign, asked, Wish(CLERK))

    assert holder(desk) == desk.actor(CLERK).id
    assert task.due_at == due_at
    assert desk.told()[-1] == "task.assigned"
    assert told_to(desk, CLERK) == ["notice.task_assigned"]


def test_taking_a_task_from_its_holder_needs_a_reason_and_tells_them(desk, held):
    with pytest.raises(Invalid) as refused:
        desk.do(COORDINATOR, handing.assign, held, Wish(COLLEAGUE))
    desk.do(COORDINATOR, handing.assign, held, Wish(COLLEAGUE, "病假"))

    assert [one.place for one in refused.value.faults] == ["reason"]
    assert desk.history()[-1].details["reason"] == "病假"
    assert told_to(desk, CLERK) == ["notice.task_taken"]


def test_colleagues_do_not_assign_and_strangers_learn_nothing(desk, asked):
    for who, refusal in ((COLLEAGUE, NotAllowed), ("xuchangqing", NotFound)):
        with pytest.raises(refusal):
            desk.do(who, handing.assign, asked, Wish(CLERK))


def test_a_task_goes_to_nobody_outside_its_group_and_all_is_said_at_once(desk, held):
    with pytest.raises(Invalid) as refused:
        desk.do(CLERK, handing.transfer, held, Wish("xuchangqing"))

    assert [one.place for one in refused.value.faults] == ["to", "reason"]


def test_a_task_passed_on_keeps_draft_and_limit(desk, held):
    desk.do(CLERK, claiming.save_draft, held, {"outcome": "accept"})
    due_at = desk.task("check_materials").due_at

    task = desk.do(CLERK, handing.transfer, held, TO_COLLEAGUE)

    assert (holder(desk), task.due_at) == (desk.actor(COLLEAGUE).id, due_at)
    assert task.draft == {"outcome": "accept"}
    assert desk.history()[-1].details["receiver"] == "林晓雨"
    assert told_to(desk, COLLEAGUE) == ["notice.task_transferred"]


def test_only_the_holder_passes_a_task_on(desk, held):
    with pytest.raises(NotAllowed, match="A colleague"):
        desk.do(COLLEAGUE, handing.transfer, held, Wish("hanlei", "代办"))


@pytest.mark.parametrize("deed", [handing.transfer, handing.delegate, handing.assign])
def test_what_was_seen_in_an_older_revision_is_looked_at_again(desk, held, deed):
    who = COORDINATOR if deed is handing.assign else CLERK
    with pytest.raises(Conflict) as refused:
        desk.do(who, deed, held, Wish(COLLEAGUE, "外出", revision=1))

    assert refused.value.code == "task.changed"


def test_who_prepares_an_answer_does_not_sign_or_pass_it_on(desk, delegated):
    for deed, given in (
        (reviewing.complete_task, [ACCEPT]),
        (handing.transfer, [Wish("hanlei", "代办")]),
        (handing.delegate, [Wish("hanlei", "代办")]),
    ):
        with pytest.raises(NotAllowed) as refused:
            desk.do(COLLEAGUE, deed, delegated, *given)
        assert refused.value.code == "task.delegated"


def test_a_prepared_answer_comes_back_and_is_confirmed(desk, delegated):
    desk.do(COLLEAGUE, handing.resolve, delegated, ACCEPT)

    assert holder(desk) == desk.actor(CLERK).id
    assert desk.task("check_materials").draft["outcome"] == "accept"
    assert told_to(desk, CLERK) == ["notice.task_resolved"]
    desk.answer(CLERK, "check_materials", ACCEPT)
    assert desk.task("check_materials", closed=True).closed_by == desk.actor(CLERK).id


def test_a_prepared_answer_that_does_not_fit_is_not_handed_back(desk, delegated):
    with pytest.raises(Invalid):
        desk.do(COLLEAGUE, handing.resolve, delegated, {"outcome": "?"})

    assert holder(desk) == desk.actor(COLLEAGUE).id


def test_only_what_is_delegated_is_handed_back(desk, held):
    with pytest.raises(Conflict):
        desk.do(CLERK, handing.resolve, held, ACCEPT)


def test_who_delegated_takes_the_task_back_with_its_draft(desk, delegated):
    desk.do(COLLEAGUE, claiming.save_draft, delegated, {"outcome": "accept"})

    task = desk.do(CLERK, handing.recall, delegated)

    assert (holder(desk), task.delegated) == (desk.actor(CLERK).id, False)
    assert task.draft == {"outcome": "accept"}
    assert told_to(desk, COLLEAGUE) == ["notice.task_delegated", "notice.task_taken"]


def test_nobody_else_takes_it_back(desk, delegated):
    with pytest.raises(NotAllowed):
        desk.do(COLLEAGUE, handing.recall, delegated)


def test_given_back_unanswered_it_returns_to_who_delegated_it(desk, delegated):
    desk.do(COLLEAGUE, claiming.release, delegated)

    assert holder(desk) == desk.actor(CLERK).id


def test_what_comes_back_to_nobody_goes_to_the_group(desk, delegated):
    clerk = int(desk.actor(CLERK).id.partition(":")[2])
    desk.do("chengxiao", staffing.leave, clerk)

    desk.do(COLLEAGUE, handing.resolve, delegated, ACCEPT)

    task = desk.task("check_materials")
    assert (task.assignee_id, task.draft["outcome"]) == (None, "accept")


def test_whoever_examined_is_not_offered_the_approval(desk):
    """Facts L5: two signatures are given by different people."""
    desk.accepted(HOTEL)
    desk.answer("pengchao", "examine_pre_approval", EXAMINED, "fire")
    asked = desk.task("approve_pre_approval", "fire").id

    with desk.look() as work:
        offered = receivers.holders(work, work.task(asked), desk.case())
    with pytest.raises(Invalid):
        desk.do("zenghui", handing.assign, asked, Wish("pengchao", "病假"))

    assert [one.username for one in offered] == ["zenghui"]
