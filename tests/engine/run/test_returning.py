"""Going back to an earlier step: where to, what becomes of the others, and how it goes on."""

import pytest

from engine.change import Return
from engine.errors import Conflict
from engine.moving import move, obstacles
from tests.engine.drawing import Drawing, timer


def row(*names):
    drawing = Drawing().start()
    for name in names:
        drawing.user(name)
    return drawing.end().flow("start", *names, "end")


def forked():
    """Draw a step, two branches of two steps, and a step behind them."""
    drawing = Drawing().start().user("check").gateway("parallel", "split")
    drawing.user("fire").user("fire_more").user("roads").user("roads_more")
    drawing.gateway("parallel", "join").user("decide").end()
    drawing.flow("start", "check", "split", "fire", "fire_more", "join", "decide", "end")
    return drawing.flow("split", "roads", "roads_more", "join")


def back(run, step, *to, **how):
    return run.move("return_to", run.task(step).id, Return(to, **how))


def test_a_step_is_returned_to_an_earlier_one_and_all_between_is_done_again(start):
    run = start(row("a", "b", "c").process())
    run.do("a", n=1)
    run.do("b", n=2)

    change = back(run, "c", "a")

    assert [task.step for task in change.opened] == ["a"]
    assert run.data() == {}
    for step in ("a", "b", "c"):
        assert run.steps() == [step]
        run.do(step)
    assert run.ended == "end"


def test_only_what_was_come_through_can_be_returned_to(start):
    run = start(row("a", "b").process())

    with pytest.raises(Conflict, match="not come through “b”"):
        run.loaded.return_to(run.task("a").id, Return(("b",)), run.at)


def test_branches_begun_behind_the_step_are_withdrawn(start):
    run = start(forked().process())
    run.do("check")
    run.do("roads")
    roads = run.task("roads_more").id

    change = back(run, "fire", "check")

    assert change.closed == (roads,)
    assert run.steps() == ["check"]
    run.do("check")
    assert run.steps() == ["fire", "roads"]


def drive(run):
    """Answer everything until the end; return how often each element was come through."""
    passed = {}
    while not run.ended:
        change = run.do(run.steps()[0])
        for one in change.passed:
            passed[one.step] = passed.get(one.step, 0) + 1
    return passed


def test_branches_that_are_kept_go_on_and_are_not_begun_again(start):
    run = start(forked().process())
    run.do("check")
    run.do("roads", n=1)

    change = back(run, "fire", "check", siblings="keep")

    assert change.closed == ()
    assert run.steps() == ["roads_more", "check"]
    assert run.data() == {"check": {}, "roads": {"n": 1}}
    passed = drive(run)
    assert passed["join"] == passed["decide"] == passed["fire"] == 1
    assert "roads" not in passed


def test_a_kept_branch_that_has_come_to_the_join_waits_there(start):
    run = start(forked().process())
    for step in ("check", "roads", "roads_more", "fire"):
        run.do(step)

    back(run, "fire_more", "check", siblings="keep")

    assert drive(run) == {
        **dict.fromkeys(("check", "split", "fire", "fire_more", "join", "decide", "end"), 1)
    }


def test_behind_a_join_one_branch_is_done_again_while_the_other_waits(start):
    run = start(forked().process())
    for step in ("check", "roads", "roads_more", "fire", "fire_more"):
        run.do(step, n=1)

    back(run, "decide", "roads_more")

    assert run.steps() == ["roads_more"]
    assert set(run.loaded.tokens()) == {"join", "roads_more"}
    assert set(run.data()) == {"check", "roads", "fire", "fire_more"}
    assert drive(run) == dict.fromkeys(("roads_more", "join", "decide", "end"), 1)


def test_several_branches_are_opened_again_together(start):
    run = start(forked().process())
    for step in ("check", "roads", "roads_more", "fire", "fire_more"):
        run.do(step, n=1)

    back(run, "decide", "roads_more", "fire")

    assert sorted(run.steps()) == ["fire", "roads_more"]
    assert drive(run)["join"] == 1


def test_one_who_comes_straight_back_does_one_step_only(start):
    run = start(row("a", "b", "c").process())
    run.do("a", n=1)
    run.do("b", n=2)
    first = run.task("c").id

    back(run, "c", "a", siblings="keep", then="straight")
    assert run.steps() == ["a"]
    run.do("a", n=3)

    assert run.steps() == ["c"]
    assert run.task("c").id != first
    assert run.data() == {"a": {"n": 3}, "b": {"n": 2}}


def test_a_limit_of_the_step_that_waits_begins_anew(start):
    drawing = Drawing().start().user("a").user("b").border("late", "b", timer("P1D"))
    drawing.end().end("over").flow("start", "a", "b", "end").flow("late", "over")
    run = start(drawing.process())
    limit = run.do("a").started[0].id

    change = back(run, "b", "a", siblings="keep", then="straight")
    assert change.stopped == (limit,)
    again = run.do("a")

    assert [one.step for one in again.started] == ["late"]
    assert run.late("late").ended == "over"


def places(change):
    return [place for one in change.taken_back for place in one.places]


def test_a_return_tells_what_it_takes_back(start):
    run = start(forked().process())
    for step in ("check", "roads", "roads_more", "fire", "fire_more"):
        run.do(step, n=1)

    change = back(run, "decide", "roads")

    assert {"roads", "roads_more", "join", "decide"} <= set(places(change))
    assert not {"check", "fire", "fire_more"} & set(places(change))


def test_who_comes_straight_back_takes_one_step_back(start):
    run = start(row("a", "b", "c").process())
    run.do("a")
    run.do("b")

    assert places(back(run, "c", "a", siblings="keep", then="straight")) == ["a"]


def test_a_return_that_waits_tells_when_it_is_carried_out(start):
    run = start(forked().process())
    run.do("check")

    assert places(back(run, "fire", "check", siblings="wait")) == []
    run.do("roads")
    assert "check" in places(run.do("roads_more"))


def test_a_return_may_wait_for_the_others(start):
    run = start(forked().process())
    run.do("check")

    back(run, "fire", "check", siblings="wait")
    assert run.steps() == ["roads"]
    run.do("roads")
    run.do("roads_more")

    assert run.steps() == ["check"]
    passed = drive(run)
    assert passed["join"] == passed["fire"] == 1
    assert "roads" not in passed


def test_the_preview_tells_what_each_choice_does(start):
    run = start(forked().process())
    run.do("check")
    fire, roads = run.task("fire").id, run.task("roads").id

    (goal,) = run.loaded.returns(fire)

    assert (goal.place, goal.refused) == ("check", None)
    told = {(one.siblings, one.then): one for one in goal.previews}
    assert set(told) == {
        *(("cancel", "again"), ("keep", "again"), ("keep", "straight")),
        *(("wait", "again"), ("wait", "straight")),
    }
    assert set(told["cancel", "again"].cancelled.tasks) == {fire, roads}
    assert told["keep", "again"].kept.tasks == (roads,)
    assert told["keep", "again"].redone == ("check",)


def chosen():
    """Draw a check that leads to two branches or to none."""
    drawing = Drawing().start().user("check").gateway("exclusive", "which", default="on")
    drawing.gateway("parallel", "split").user("fire").user("roads").gateway("parallel", "join")
    drawing.end().user("explain").end("refused").flow("start", "check", "which")
    drawing.flow("which", "split", id="on").flow("split", "fire", "join", "end")
    drawing.flow("split", "roads", "join")
    return drawing.flow("which", "explain", when="=check.n = 1").flow("explain", "refused")


def test_kept_branches_are_withdrawn_when_the_way_leads_elsewhere(start):
    run = start(chosen().process())
    run.do("check", n=0)
    roads = run.task("roads").id
    back(run, "fire", "check", siblings="keep")

    change = run.do("check", n=1)

    assert change.closed == (roads,)
    assert run.steps() == ["explain"]
    assert run.do("explain").ended == "refused"


def either():
    """Draw an inclusive split of two steps, each chosen by an answer."""
    drawing = Drawing().start().user("check").gateway("inclusive", "split", default="none")
    drawing.user("fire").user("roads").gateway("inclusive", "join").user("decide").end()
    drawing.flow("start", "check", "split").flow("join", "decide", "end")
    drawing.flow("split", "join", id="none")
    for step in ("fire", "roads"):
        drawing.flow("split", step, when=f"=contains(check.of, {step[0]!r})".replace("'", '"'))
        drawing.flow(step, "join")
    return drawing


def test_an_inclusive_join_waits_for_who_was_returned(start):
    run = start(either().process())
    run.do("check", of="fr")
    run.do("roads")

    back(run, "fire", "check", siblings="keep")

    assert run.steps() == ["check"]
    run.do("check", of="f")
    assert run.steps() == ["fire"]
    assert drive(run)["decide"] == 1


def test_who_is_not_chosen_any_more_leaves_the_kept_ones_alone(start):
    run = start(either().process())
    run.do("check", of="fr")
    back(run, "fire", "check", siblings="keep")

    run.do("check", of="r")

    assert run.steps() == ["roads"]
    assert drive(run)["decide"] == 1


def test_what_an_earlier_turn_left_is_there_again(start):
    drawing = Drawing().start().gateway("exclusive", "again").user("a").user("b")
    drawing.gateway("exclusive", "more", default="out").end().flow("start", "again", "a", "b")
    drawing.flow("b", "more").flow("more", "again", when="=b.n = 1").flow("more", "end", id="out")
    run = start(drawing.process())
    for step, n in (("a", 1), ("b", 1), ("a", 2)):
        run.do(step, n=n)

    back(run, "b", "a")

    assert run.data() == {"a": {"n": 1}, "b": {"n": 1}}


def test_another_return_is_not_taken_what_it_goes_back_to(start):
    drawing = Drawing().start().user("check").user("sum").gateway("parallel", "split")
    drawing.user("fire").user("roads").gateway("parallel", "join").end()
    drawing.flow("start", "check", "sum", "split", "fire", "join", "end")
    run = start(drawing.flow("split", "roads", "join").process())
    for step in ("check", "sum"):
        run.do(step)
    back(run, "fire", "check", siblings="keep")
    run.do("check")

    with pytest.raises(Conflict, match="Another return"):
        run.loaded.return_to(run.task("roads").id, Return(("check",)), run.at)
    assert drive(run)["join"] == 1


def test_jobs_timers_and_messages_of_withdrawn_branches_are_withdrawn(start):
    drawing = Drawing().start().user("check").gateway("parallel", "split").user("ask")
    drawing.job("work", "work").element("intermediateCatchEvent", "rest", "", timer("P1D"))
    drawing.element("intermediateCatchEvent", "news", "", drawing.message("news"))
    drawing.gateway("parallel", "join").end().flow("start", "check", "split", "ask", "join", "end")
    for step in ("work", "rest", "news"):
        drawing.flow("split", step, "join")
    run = start(drawing.process())
    run.do("check")

    change = back(run, "ask", "check")

    assert [len(gone) for gone in (change.undone, change.stopped, change.deaf)] == [1, 1, 1]
    assert run.loaded.tokens() == ("check",)


def test_a_task_that_waits_for_a_return_stops_no_clock(start):
    drawing = Drawing().start().user("a").user("b", clock="pause", ground="expert_review").end()
    run = start(drawing.flow("start", "a", "b", "end").process())
    run.do("a")
    assert run.loaded.stopping() == {"b": "expert_review"}

    back(run, "b", "a", siblings="keep", then="straight")

    assert run.loaded.stopping() == {}
    run.do("a")
    assert run.loaded.stopping() == {"b": "expert_review"}


def test_no_case_moves_to_another_version_while_a_return_is_under_way(start, at):
    run = start(row("a", "b").process())
    run.do("a")
    back(run, "b", "a", siblings="keep", then="straight")
    newer = row("a", "b", "c").process()

    faults = obstacles(run.loaded, newer, at)

    assert {one.code for one in faults} == {"move.returning"}
    run.do("a")
    assert obstacles(run.loaded, newer, at) == ()


def test_a_case_that_moved_to_another_version_returns_to_what_is_still_there(start, at):
    run = start(row("a", "b", "c").process())
    run.do("a")
    run.do("b")

    moved, _ = move(run.loaded, row("b", "c", "d").process(), at)

    assert [goal.place for goal in moved.returns(moved.open_tasks()[0].id)] == ["b"]
