"""A task is returned to an earlier step: features L7–L9; decisions 150 and 172."""

import pytest

from app.storage.clock.pauses import Pause
from app.storage.post.jobs import Job
from app.usecases.tasks import claiming, returning
from app.usecases.tasks.returning import Wish
from engine.change import Return
from engine.errors import Conflict, Invalid, NotAllowed
from tests.engine.drawing import Drawing
from tests.usecases import drawing
from tests.usecases.drawing import ASKED
from tests.usecases.returning.going import ECOLOGY, FIRE, LEAD, WINDOW, back, of, say

CHOICES = [
    ("cancel", "again"),
    ("keep", "again"),
    ("keep", "straight"),
    ("wait", "again"),
    ("wait", "straight"),
]


def test_the_task_that_was_returned_is_closed_with_how_and_why(decided):
    task_id = back(decided, LEAD, "decide", "opine")

    task = decided.task("decide", closed=True)
    assert (task.id, task.closing, task.closed_by_name) == (task_id, "returned", "张志远")
    assert task.answers["reason"] == "材料前后不一致"
    assert {row.state for row in decided.deadlines(task_id=task_id)} == {"cancelled"}
    assert {one.returned_from for one in decided.tasks("opine")} == {task_id}


@pytest.mark.parametrize(("siblings", "then"), CHOICES)
def test_every_kind_of_return_holds_what_is_to_hold(branched, siblings, then):
    back(branched, FIRE, "fire", "check", siblings=siblings, then=then)

    assert branched.breaches() == []
    if siblings != "wait":
        say(branched, WINDOW, "check")
        assert "fire" in {task.step for task in branched.tasks()}
    assert branched.breaches() == []


def test_who_is_cancelled_is_told_and_their_limits_jobs_waits_and_pauses_end(branched):
    branched.do(ECOLOGY, claiming.claim, branched.task("experts").id)
    experts = branched.task("experts").id

    back(branched, FIRE, "fire", "check")

    assert branched.task("experts", closed=True).closing == "withdrawn"
    assert {row.state for row in branched.deadlines(task_id=experts)} == {"cancelled"}
    assert [job.state for job in branched.all(branched._of_case(Job))] == ["cancelled"]
    assert (branched.case().waits, branched.case().paused) == (0, False)
    assert branched.all(branched._of_case(Pause))[0].to_on is not None
    withdrawn = [one for one in branched.notices() if one.what == "notice.task_withdrawn"]
    assert [one.params["task"] for one in withdrawn] == ["experts"]


def test_limits_count_from_the_return_and_reminders_are_armed_anew(branched):
    branched.do(FIRE, claiming.claim, branched.task("fire").id)
    branched.wait_until("2026-03-04T10:00")
    back(branched, FIRE, "fire", "check")
    branched.wait_until("2026-03-05T10:00")
    say(branched, WINDOW, "check")

    first, late = branched.deadlines(step="late")
    (limit,) = branched.deadlines(task_id=branched.task("fire").id, kind="step")
    assert late.from_at == limit.from_at
    assert limit.from_at.day == 5
    assert (first.state, late.state) == ("cancelled", "paused")


def test_what_was_accepted_stays_accepted_on_that_day(branched):
    before = branched.case()
    branched.wait_until("2026-03-09T10:00")
    back(branched, FIRE, "fire", "check")
    say(branched, WINDOW, "check")

    after = branched.case()
    assert after.accepted_on == before.accepted_on
    assert len(branched.deadlines(kind="statutory")) == 1
    told = [one.details["on"] for one in branched.history() if one.what == "case.accepted"]
    assert told == [before.accepted_on.isoformat()] * 2


def test_kept_branches_go_on_with_their_limits_pause_and_job(branched):
    back(branched, FIRE, "fire", "check", siblings="keep")

    assert [task.step for task in branched.tasks()] == ["experts", "check"]
    assert branched.case().paused
    told = of(branched, "task.returned")
    assert (set(told["kept"]), told["cancelled"]) == ({"ask", "experts", "hear"}, ["fire"])
    assert told["taken_back"][0] == "check"


def test_straight_back_is_back_with_who_asked(branched):
    asked = back(branched, FIRE, "fire", "check", siblings="keep", then="straight")
    say(branched, WINDOW, "check")

    fire = branched.task("fire")
    assert fire.id != asked
    assert fire.assignee_id == branched.task("fire", closed=True).closed_by_id
    (told,) = [one for one in branched.notices() if one.what == "notice.back_with_you"]
    assert told.person_id == fire.assignee_id
    assert branched.breaches() == []


def test_a_return_that_waits_takes_effect_when_the_others_have_come_to_rest(desk):
    drawn = Drawing("two").start().user("check", **ASKED).gateway("parallel", "split")
    drawn.user("fire", "fire/examiner", **ASKED).user("ecology", "ecology/examiner", **ASKED)
    drawn.gateway("parallel", "join").user("decide", **ASKED).end("granted", milestone="decided")
    drawn.flow("start", "check", "split", "fire", "join", "decide", "granted")
    drawing.shelve(desk, drawn.flow("split", "ecology", "join"))
    desk.hand_in({}, item="two")
    say(desk, WINDOW, "check")
    asked = back(desk, FIRE, "fire", "check", siblings="wait")
    assert [task.step for task in desk.tasks()] == ["ecology"]

    say(desk, ECOLOGY, "ecology")

    (check,) = desk.tasks()
    assert (check.step, check.returned_from) == ("check", asked)
    assert desk.task("check", closed=True).taken_back_at is not None
    assert desk.task("ecology", closed=True).taken_back_at is None
    assert desk.breaches() == []


def test_whoever_is_asked_again_is_told_why(decided):
    back(decided, LEAD, "decide", "opine", reason="消防意见与图纸不符")

    told = [one for one in decided.notices() if one.what == "notice.returned"]
    assert {one.group for one in told} == {"commerce/examiner", "fire/examiner"}
    assert {one.params["reason"] for one in told} == {"消防意见与图纸不符"}


@pytest.mark.parametrize(
    ("reason", "to", "how", "refused", "code"),
    [
        (" ", "opine", {}, Invalid, "return.invalid"),
        ("退", "decide", {}, Conflict, "return.not_passed"),
        ("退", "opine", {"then": "straight"}, Invalid, "return.straight_keeps"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(decided, reason, to, how, refused, code):
    with pytest.raises(refused) as told:
        back(decided, LEAD, "decide", to, reason, **how)

    assert told.value.code == code
    assert (decided.case().returns, decided.task("decide").closed_at) == (0, None)


def test_only_who_may_do_the_task_returns_it(decided):
    with pytest.raises(NotAllowed):
        back(decided, FIRE, "decide", "opine")
    decided.do("chenlihua", claiming.claim, decided.task("decide").id)
    with pytest.raises(NotAllowed, match="colleague"):
        back(decided, LEAD, "decide", "opine")


def test_a_task_is_returned_as_it_was_seen(decided):
    task = decided.task("decide")
    decided.do(LEAD, claiming.claim, task.id)
    wish = Wish(Return(("opine",)), "退")

    with pytest.raises(Conflict) as refused:
        decided.do(LEAD, returning.return_task, task.id, wish, task.revision)

    assert refused.value.code == "task.changed"
