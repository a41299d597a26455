"""Running cases go on in another version: as they stand, or not at all."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import clock
from app.commands.speaking import OPERATOR
from app.storage.case.waits import Wait
from app.storage.post.jobs import Job
from app.usecases.clocks import pausing
from app.usecases.clocks.checking import Wish
from app.usecases.processes import designing, transferring
from app.usecases.processes.transferring import Transfer
from app.usecases.tasks import claiming
from engine.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.engine.drawing import Drawing, timer
from tests.usecases import drawing
from tests.usecases.test_designing import CHANGED

WISH = Transfer("careful", 1, 2, "第一版遗漏了复核")


def version(*steps, **settings):
    """A process that asks the window for one step after the other, within two days each."""
    drawn = Drawing("careful").start()
    for step in steps:
        drawn.user(step, **drawing.ASKED | {"limit": "2"}, **settings)
    if "look" in steps:
        drawn.border("too_late", "look", timer("=workdays(3)"))
        drawn.end("lapsed", outcome="deemed_withdrawn").flow("too_late", "lapsed")
    return drawn.end("granted", milestone="decided").flow("start", *steps, "granted")


@pytest.fixture
def moving(desk):
    """A case of the first version, which asks one step; the second asks one more behind it."""
    drawing.publish(desk, version("look"))
    desk.hand_in({}, item="careful")
    drawing.publish(desk, version("look", "check", name_en="Look at it"))
    return desk


def test_a_moved_case_goes_the_way_of_the_new_version(moving):
    moving.do(OPERATOR, transferring.transfer, WISH, moving.number)
    moving.answer("zhouwenjing", "look", {"opinion": "yes"})
    moving.answer("zhouwenjing", "check", {"opinion": "yes"})

    assert (moving.case().version, moving.case().outcome) == (2, "granted")
    assert moving.breaches() == []


def test_drafts_claims_and_limits_stay(moving):
    task = moving.task("look").id
    moving.do("zhouwenjing", claiming.claim, task)
    moving.do("zhouwenjing", claiming.save_draft, task, {"opinion": "half"})
    before, limits = moving.task("look"), [one.id for one in moving.deadlines(state="running")]
    moving.do(OPERATOR, transferring.transfer, WISH, moving.number)

    after = moving.task("look")
    kept = (after.id, after.draft, after.assignee_id)
    assert kept == (before.id, {"opinion": "half"}, before.assignee_id)
    assert [one.id for one in moving.deadlines(state="running")] == limits
    assert after.settings["name_en"] == "Look at it"


def test_an_open_job_and_an_awaited_message_go_along(desk):
    for name in ("look", "check"):
        drawn = Drawing("careful").start().job("ask", "look_up")
        drawn.border("news", "ask", drawn.message("news"), interrupting=False)
        drawn.user("hear", **drawing.ASKED).user(name, **drawing.ASKED)
        drawn.end("granted", milestone="decided").flow("start", "ask", name, "granted")
        drawing.shelve(desk, drawn.flow("news", "hear", "granted"))
        if name == "look":
            desk.hand_in({}, item="careful")
    (before,), heard = desk.all(select(Job)), desk.all(select(Wait.id))
    desk.do(OPERATOR, transferring.transfer, WISH, desk.number)

    (after,) = desk.all(select(Job))
    assert (after.id, after.process) == (before.id, desk.case().process_digest)
    assert after.process != before.process
    assert (desk.all(select(Wait.id)), desk.breaches()) == (heard, [])


def test_the_history_says_who_moved_it_and_why(moving):
    moving.do(OPERATOR, transferring.transfer, WISH, moving.number)

    told = moving.history()[-1]
    assert (told.what, told.actor["id"]) == ("case.moved", "operator")
    assert told.details["reason"] == WISH.reason
    assert (told.details["from"], told.details["to"]) == (1, 2)


def test_a_case_whose_step_is_gone_stays_with_every_reason(moving):
    drawing.publish(moving, version("check"))
    gone = Transfer("careful", 1, 3, "换版")
    outcome = moving.do(OPERATOR, transferring.preview, gone, moving.number)

    assert "look" in [fault.place for fault in outcome.faults]
    with pytest.raises(Invalid):
        moving.do(OPERATOR, transferring.transfer, gone, moving.number)
    assert (moving.case().version, moving.breaches()) == (1, [])


def test_looking_whether_cases_can_move_changes_nothing(moving, in_app):
    with in_app():
        outcomes = [*clock.previewed(OPERATOR, WISH, [moving.number])]

    assert [(one.case, one.faults) for one in outcomes] == [(moving.number, ())]
    assert (moving.case().version, "case.moved" in moving.told()) == (1, False)


def test_a_limit_that_is_due_passes_before_the_case_is_moved(moving, in_app):
    moving.wait_until("2026-03-06T00:00")
    with in_app():
        outcomes = [*clock.moved(OPERATOR, WISH, [moving.number])]

    assert [fault.code for fault in outcomes[0].faults] == ["move.ended"]
    assert moving.case().outcome == "deemed_withdrawn"


def test_only_running_cases_of_the_version_are_candidates(moving):
    newer = moving.hand_in({}, item="careful")

    found = moving.do(OPERATOR, transferring.candidates, WISH)
    assert newer.number not in found
    assert len(found) == 1


def test_who_may_not_move_and_what_cannot_be_moved_to(moving):
    with pytest.raises(NotAllowed):
        moving.do("zhouwenjing", transferring.transfer, WISH, moving.number)
    with pytest.raises(NotFound):
        moving.do(OPERATOR, transferring.candidates, Transfer("careful", 1, 9))
    with pytest.raises(Invalid):
        moving.do(OPERATOR, transferring.candidates, Transfer("careful", 1, 1))
    with pytest.raises(Invalid):
        moving.do(OPERATOR, transferring.transfer, Transfer("careful", 1, 2), moving.number)
    moving.do(OPERATOR, transferring.transfer, WISH, moving.number)
    with pytest.raises(Conflict):
        moving.do(OPERATOR, transferring.transfer, WISH, moving.number)


A_CASE_FOR_ALL = [HealthCheck.function_scoped_fixture]
STEPS = st.lists(st.sampled_from(["look", "check", "sign", "seal"]), min_size=1, unique=True)


@given_settings(max_examples=6, deadline=None, suppress_health_check=A_CASE_FOR_ALL)
@given(before=STEPS, after=STEPS, done=st.integers(0, 3))
def test_no_move_leaves_a_case_that_cannot_be_loaded(desk, in_app, before, after, done):
    drawing.publish(desk, version(*before))
    start = desk.version("careful").number
    desk.hand_in({}, item="careful")
    for step in before[: min(done, len(before) - 1)]:
        desk.answer("zhouwenjing", step, {"opinion": "yes"})
    drawing.publish(desk, version(*after))
    wish = Transfer("careful", start, desk.version("careful").number, "换版")
    with in_app():
        outcomes = [*clock.moved(OPERATOR, wish, [desk.number])] if wish.to != start else []

    moved = all(not one.faults for one in outcomes)
    assert (desk.case().version == wish.to) == moved
    assert desk.breaches() == []


def test_a_paused_case_stays_paused_until_its_pause_ends(desk):
    desk.accepted()
    review = Wish("expert_review", 10, "专家评审")
    pause = desk.do("wangjianguo", pausing.pause_case, desk.number, review).id
    before = [(one.id, one.state, one.due_at) for one in desk.deadlines()]
    desk.do("duruoxi", designing.publish, CHANGED)

    wish = replace(WISH, key="enterprise_setup")
    desk.do(OPERATOR, transferring.transfer, wish, desk.number)

    assert (desk.case().version, desk.case().paused) == (2, True)
    assert [(one.id, one.state, one.due_at) for one in desk.deadlines()] == before
    desk.end_pause("wangjianguo", pause)
    assert (desk.case().paused, desk.breaches()) == (False, [])
