"""Whoever has done a task takes it back while nobody has touched what followed: feature L10."""

import pytest

from app.storage.ground.leased import RUNNING
from app.storage.post.jobs import Job
from app.usecases.tasks import claiming, retracting, reviewing
from engine.errors import Conflict, NotAllowed
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.drawing import ASKED
from tests.usecases.racing import at_once, done, refused
from tests.usecases.returning.going import COMMERCE, FIRE, LEAD, WINDOW, back, of, say

COLLEAGUE = "linxiaoyu"


@pytest.fixture
def looked(desk):
    """The window has looked; fire and roads are asked beside each other, then the lead."""
    drawn = Drawing("looked").start().user("look", **ASKED).gateway("parallel", "split")
    drawn.user("fire", "fire/examiner", **ASKED).user("trade", "commerce/examiner", **ASKED)
    drawn.gateway("parallel", "join").user("decide", "market_regulation/approver", **ASKED)
    drawn.end("granted", milestone="decided")
    drawn.flow("start", "look", "split", "fire", "join", "decide", "granted")
    drawing.shelve(desk, drawn.flow("split", "trade", "join"))
    desk.hand_in({}, item="looked")
    say(desk, WINDOW, "look", "first")
    return desk


def retract(desk, who, step, department=None):
    task = desk.task(step, department, closed=True)
    desk.do(who, retracting.retract_task, task.id)
    return task


def test_what_followed_is_withdrawn_and_the_task_is_back_with_its_answer(looked):
    before = retract(looked, WINDOW, "look")

    (again,) = looked.tasks()
    assert (again.step, again.assignee_id, again.draft) == (
        *("look", before.closed_by_id),
        {"opinion": "first"},
    )
    assert looked.task("look", closed=True).taken_back_at is not None
    assert {one.closing for one in looked.tasks("fire", closed=True)} == {"withdrawn"}
    assert of(looked, "task.retracted") | {"task": before.id} == of(looked, "task.retracted")
    assert looked.breaches() == []


def test_its_limit_goes_on_as_if_it_had_not_been_done(looked):
    first = looked.deadlines(step="look", kind="step")[0]
    looked.wait_until("2026-03-04T10:00")

    retract(looked, WINDOW, "look")

    again = next(one for one in looked.deadlines(step="look", kind="step") if one.id != first.id)
    assert (again.from_at, again.due_at, again.state) == (first.from_at, first.due_at, "running")
    assert looked.task("look").due_at == first.due_at


def test_a_limit_that_had_passed_does_not_pass_twice(looked):
    looked.wait_until("2026-03-03T10:00")
    retract(looked, WINDOW, "look")
    looked.wait_until("2026-03-10T10:00")
    looked.pass_all()
    passed = looked.told().count("deadline.passed")
    say(looked, WINDOW, "look")
    retract(looked, WINDOW, "look")

    looked.pass_all()

    assert looked.told().count("deadline.passed") == passed > 0
    assert "running" not in {one.state for one in looked.deadlines(step="look", kind="step")}
    assert looked.breaches() == []


def test_what_a_branch_said_is_taken_back_while_it_waits_for_the_other(looked):
    say(looked, FIRE, "fire")

    retract(looked, FIRE, "fire")

    assert {task.step for task in looked.tasks()} == {"fire", "trade"}
    say(looked, COMMERCE, "trade")
    say(looked, FIRE, "fire")
    assert [task.step for task in looked.tasks()] == ["decide"]
    assert looked.breaches() == []


def test_behind_a_join_the_other_branch_keeps_what_it_said(looked):
    say(looked, COMMERCE, "trade")
    say(looked, FIRE, "fire")

    retract(looked, FIRE, "fire")

    assert [task.step for task in looked.tasks()] == ["fire"]
    assert looked.task("trade", closed=True).taken_back_at is None
    say(looked, FIRE, "fire")
    assert [task.step for task in looked.tasks()] == ["decide"]


def touched_by_claim(desk):
    desk.do(FIRE, claiming.claim, desk.task("fire").id)


def touched_by_draft(desk):
    desk.do(FIRE, claiming.save_draft, desk.task("fire").id, {"opinion": "so far"})


def touched_by_answer(desk):
    say(desk, FIRE, "fire")


@pytest.mark.parametrize("touch", [touched_by_claim, touched_by_draft, touched_by_answer])
def test_once_somebody_has_begun_it_is_refused(looked, touch):
    touch(looked)

    with pytest.raises(Conflict) as refusal:
        retract(looked, WINDOW, "look")

    assert refusal.value.code == "undo.touched"
    assert looked.task("look", closed=True).taken_back_at is None
    assert looked.breaches() == []


def test_what_came_of_it_in_another_branch_stops_it(looked):
    say(looked, FIRE, "fire")
    looked.do(COMMERCE, claiming.claim, looked.task("trade").id)

    retract(looked, FIRE, "fire")

    assert {task.step for task in looked.tasks()} == {"fire", "trade"}


def test_only_whoever_has_done_it_takes_it_back_and_only_once(looked):
    for other in (COMMERCE, COLLEAGUE):
        with pytest.raises(NotAllowed):
            retract(looked, other, "look")
    retract(looked, WINDOW, "look")
    with pytest.raises(Conflict):
        retract(looked, WINDOW, "look")


def test_a_job_that_has_begun_counts_as_touched(branched):
    with branched.work(WINDOW) as work:
        work.session.query(Job).update({"state": RUNNING})

    with pytest.raises(Conflict) as refusal:
        retract(branched, WINDOW, "check")

    assert refusal.value.code == "undo.touched"


def test_a_job_that_nobody_has_begun_is_withdrawn(desk):
    drawn = Drawing("asking").start().user("look", **ASKED).job("ask", "look_up")
    drawn.end("granted", milestone="decided").flow("start", "look", "ask", "granted")
    drawing.shelve(desk, drawn)
    desk.hand_in({}, item="asking")
    say(desk, WINDOW, "look")

    retract(desk, WINDOW, "look")

    assert [job.state for job in desk.all(desk._of_case(Job))] == ["cancelled"]
    assert [task.step for task in desk.tasks()] == ["look"]
    assert desk.breaches() == []


def test_what_the_applicant_was_told_stays_told(branched):
    with pytest.raises(Conflict) as refusal:
        retract(branched, WINDOW, "check")

    assert refusal.value.code == "retract.told"


def test_one_of_several_gives_another_opinion_while_others_are_asked(desk):
    drawing.shelve(desk, drawing.two_opinions())
    desk.hand_in({}, item="two_opinions")
    say(desk, FIRE, "opine", "disagree", "fire")

    retract(desk, FIRE, "opine", "fire")

    assert {task.department for task in desk.tasks("opine")} == {"fire", "commerce"}
    say(desk, FIRE, "opine", "agree", "fire")
    say(desk, COMMERCE, "opine", "agree", "commerce")
    assert desk.breaches() == []


def test_who_was_asked_no_more_because_of_it_is_asked_again(desk):
    drawing.shelve(desk, drawing.two_opinions(until='=contains(opine.opinion, "dis")'))
    desk.hand_in({}, item="two_opinions")
    say(desk, FIRE, "opine", "disagree", "fire")
    assert [task.step for task in desk.tasks()] == ["decide"]

    retract(desk, FIRE, "opine", "fire")

    assert {task.department for task in desk.tasks("opine")} == {"fire", "commerce"}
    assert desk.breaches() == []


def test_after_a_return_straight_the_colleague_who_has_it_back_decides(branched):
    back(branched, FIRE, "fire", "check", siblings="keep", then="straight")
    say(branched, WINDOW, "check")

    with pytest.raises(Conflict) as refusal:
        retract(branched, WINDOW, "check")

    assert refusal.value.code in {"retract.straight", "undo.touched"}


def test_either_the_next_one_has_claimed_or_it_is_taken_back(looked):
    look, fire = looked.task("look", closed=True), looked.task("fire")

    results = at_once(
        lambda: looked.do(WINDOW, retracting.retract_task, look.id),
        lambda: looked.do(FIRE, claiming.claim, fire.id),
    )

    assert len(done(results)) == 1
    assert set(refused(results)) <= {"undo.touched", "task.closed"}
    assert looked.breaches() == []


def test_either_the_lead_has_decided_or_the_opinion_is_taken_back(looked):
    say(looked, COMMERCE, "trade")
    say(looked, FIRE, "fire")
    fire, decide = looked.task("fire", closed=True), looked.task("decide")

    results = at_once(
        lambda: looked.do(FIRE, retracting.retract_task, fire.id),
        lambda: looked.do(LEAD, reviewing.complete_task, decide.id, {"opinion": "yes"}),
    )

    assert len(done(results)) == 1
    assert set(refused(results)) <= {"case.ended", "task.closed", "undo.touched", "return.final"}
    assert looked.breaches() == []


def test_taken_back_by_two_hands_at_once_it_is_taken_back_once(looked):
    look = looked.task("look", closed=True)

    results = at_once(*(lambda: looked.do(WINDOW, retracting.retract_task, look.id),) * 3)

    assert len(done(results)) == 1
    assert [task.step for task in looked.tasks()] == ["look"]
    assert looked.breaches() == []
