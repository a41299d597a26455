"""Returning out of instances, sub-processes and calls; asking some instances again."""

import pytest

from engine.change import Return
from engine.errors import Conflict, Invalid
from tests.engine.drawing import Drawing, loop, timer
from tests.engine.run.test_returning import back, drive
from tests.engine.shelf import Shelf

THREE = {"departments": ["fire", "roads", "tax"]}
SAID = {"output": "opinions", "result": "={who: department, said: ask.n}"}


def reviewed(**told):
    """Draw a check, a review by several, and a decision."""
    drawing = Drawing().start().user("check").user("ask", "=department", loop=loop(**SAID, **told))
    drawing.border("late", "ask", timer("P9D"), interrupting=False).user("urge").end("urged")
    drawing.user("decide").end().flow("late", "urge", "urged")
    return drawing.flow("start", "check", "ask", "decide", "end")


def nested():
    """Draw a review by several in which each asks two people at once."""
    inside = Drawing().start("in").user("look").gateway("parallel", "both").user("left")
    inside.user("right").gateway("parallel", "met").user("sum").end("out")
    inside.flow("in", "look", "both", "left", "met", "sum", "out").flow("both", "right", "met")
    drawing = Drawing().start().user("check").sub("review", inside, loop()).user("decide").end()
    return drawing.flow("start", "check", "review", "decide", "end")


def asks(run, step="ask"):
    return [department for one, department in run.asks() if one == step]


@pytest.fixture
def asked(start):
    run = start(reviewed().process(), item=THREE)
    run.do("check", n=1)
    return run


def task_of(run, role):
    return next(one.id for one in run.loaded.open_tasks() if one.role == role)


def roles(run, step="ask"):
    return [one.role for one in run.loaded.open_tasks() if one.step == step]


def test_one_instance_is_away_and_the_others_go_on(asked):
    asked.move("complete", task_of(asked, "roads"), {"n": 2})

    asked.move("return_to", task_of(asked, "fire"), Return(("check",), "keep"))
    assert (roles(asked), asked.steps()[-1]) == (["tax"], "check")
    asked.move("complete", task_of(asked, "tax"), {"n": 3})
    assert asked.steps() == ["check"]
    asked.do("check")

    assert roles(asked) == ["fire"]
    asked.do("ask", n=4)
    assert [one["said"] for one in asked.data()["opinions"]] == [4, 2, 3]
    assert drive(asked)["decide"] == 1


def test_all_instances_are_withdrawn_and_begin_again(asked):
    asked.move("complete", task_of(asked, "roads"), {"n": 2})
    before = {one.id for one in asked.loaded.open_tasks()} - {task_of(asked, "fire")}

    change = asked.move("return_to", task_of(asked, "fire"), Return(("check",)))

    assert set(change.closed) == before
    assert len(change.stopped) == 1
    asked.do("check")
    assert roles(asked) == ["fire", "roads", "tax"]


def test_an_instance_goes_straight_back_to_its_place(asked):
    asked.move("return_to", task_of(asked, "fire"), Return(("check",), "keep", "straight"))
    assert roles(asked) == ["roads", "tax"]

    asked.do("check")

    assert set(roles(asked)) == {"fire", "roads", "tax"}
    assert drive(asked)["decide"] == 1


def test_one_waits_for_the_other_instances(asked):
    asked.move("return_to", task_of(asked, "fire"), Return(("check",), "wait"))
    asked.move("complete", task_of(asked, "tax"), {})
    assert asked.steps() == ["ask"]
    asked.move("complete", task_of(asked, "roads"), {})

    assert asked.steps() == ["check"]
    asked.do("check")
    assert roles(asked) == ["fire"]


def test_when_enough_is_known_nobody_has_to_come_back(start):
    run = start(reviewed(until="=numberOfCompletedInstances = 2").process(), item=THREE)
    run.do("check")
    run.move("return_to", task_of(run, "fire"), Return(("check",), "keep"))

    run.move("complete", task_of(run, "tax"), {})
    run.move("complete", task_of(run, "roads"), {})

    assert run.steps() == ["decide"]


def test_a_review_in_turn_goes_on_with_the_one_that_was_away(start):
    run = start(reviewed(sequential=True).process(), item=THREE)
    run.do("check")
    run.move("complete", task_of(run, "fire"), {"n": 1})

    run.move("return_to", task_of(run, "roads"), Return(("check",), "keep"))
    run.do("check")

    assert roles(run) == ["roads"]
    run.do("ask", n=2)
    assert roles(run) == ["tax"]
    run.do("ask", n=3)
    assert [one["said"] for one in run.data()["opinions"]] == [1, 2, 3]


def test_within_an_instance_the_others_are_not_touched(start):
    run = start(nested().process(), item=THREE)
    run.do("check")
    for _ in THREE["departments"]:
        run.do("look")

    run.move("return_to", run.task("left").id, Return(("look",)))

    assert sorted(run.steps()) == ["left", "left", "look", "right", "right"]
    passed = drive(run)
    assert (passed["met"], passed["sum"], passed["decide"]) == (3, 3, 1)


def test_out_of_an_instance_everything_in_it_is_withdrawn(start):
    run = start(nested().process(), item=THREE)
    run.do("check")
    run.do("look")

    run.move("return_to", run.task("left").id, Return(("check",), "keep"))

    assert sorted(run.steps()) == ["check", "look", "look"]
    passed = drive(run)
    assert (passed["sum"], passed["decide"]) == (3, 1)


def test_a_sub_process_that_is_over_is_done_again_as_a_whole(start):
    inside = Drawing().start("in").user("first").user("second").end("out")
    inside.flow("in", "first", "second", "out")
    drawing = Drawing().start().sub("sub", inside).user("decide").end()
    run = start(drawing.flow("start", "sub", "decide", "end").process())
    run.do("first", n=1)
    run.do("second", n=2)

    assert [one.place for one in run.loaded.returns(run.task("decide").id)] == ["sub"]
    back(run, "decide", "sub")

    assert (run.steps(), run.data()) == (["first"], {})
    assert drive(run) == {"first": 1, "second": 1, "sub": 1, "out": 1, "decide": 1, "end": 1}


def test_out_of_a_called_process_and_within_it(start):
    inner = Drawing("inner").start("in").user("first").user("second").end("out")
    called = inner.flow("in", "first", "second", "out").process()
    drawing = Drawing().start().user("check").call("call", "inner").user("decide").end()
    drawn = drawing.flow("start", "check", "call", "decide", "end").process()
    run = start(drawn, library=Shelf(called))
    run.do("check")
    run.do("first")
    places = [one.place for one in run.loaded.returns(run.task("second").id)]

    assert places == ["call/first", "check"]
    back(run, "second", "call/first")
    assert run.steps() == ["first"]
    run.do("first")
    back(run, "second", "check")
    assert run.steps() == ["check"]
    assert drive(run)["decide"] == 1


def test_some_instances_are_asked_again_and_the_decision_waits(asked):
    for n, role in enumerate(THREE["departments"]):
        asked.move("complete", task_of(asked, role), {"n": n})
    decide = asked.task("decide").id

    change = asked.move("reopen", "ask", [1])

    assert change.closed == (decide,)
    assert (roles(asked), asked.steps()) == (["roads"], ["ask"])
    states = [one.state for one in asked.loaded.instances("ask")]
    assert states == ["done", "open", "done"]
    asked.do("ask", n=9)
    assert [one["said"] for one in asked.data()["opinions"]] == [0, 9, 2]
    assert drive(asked)["decide"] == 1


@pytest.mark.parametrize("sequential", [True, False])
def test_instances_are_asked_again_while_others_are_still_asked(start, sequential):
    run = start(reviewed(sequential=sequential).process(), item=THREE)
    run.do("check")
    for role in ("fire", "roads"):
        run.move("complete", task_of(run, role), {"n": 1})

    run.move("reopen", "ask", [0])
    run.move("complete", task_of(run, "tax"), {"n": 1})

    assert roles(run) == ["fire"]
    run.do("ask", n=7)
    assert [one["said"] for one in run.data()["opinions"]] == [7, 1, 1]


def test_several_in_turn_are_asked_again_in_turn(start):
    run = start(reviewed(sequential=True).process(), item=THREE)
    run.do("check")
    for _ in THREE["departments"]:
        run.do("ask", n=1)

    run.move("reopen", "ask", [0, 2])

    assert roles(run) == ["fire"]
    run.do("ask", n=2)
    assert roles(run) == ["tax"]
    run.do("ask", n=3)
    assert [one["said"] for one in run.data()["opinions"]] == [2, 1, 3]


def test_only_what_is_done_is_asked_again(asked):
    with pytest.raises(Invalid, match="that are done"):
        asked.loaded.reopen("ask", [0], asked.at)
    with pytest.raises(Conflict, match="has not asked several"):
        asked.loaded.reopen("check", [0], asked.at)


def test_nobody_returns_from_behind_a_decision(start):
    drawing = Drawing().start().user("a").user("b", milestone="decided").user("c").user("d").end()
    run = start(drawing.flow("start", "a", "b", "c", "d", "end").process())
    for step in ("a", "b", "c"):
        run.do(step)

    told = {one.place: one for one in run.loaded.returns(run.task("d").id)}

    assert told["c"].refused is None
    assert (told["b"].refused.code, told["a"].previews) == ("return.final", ())
    with pytest.raises(Conflict, match="something final"):
        run.loaded.return_to(run.task("d").id, Return(("a",)), run.at)


def test_two_instances_are_away_at_once(asked):
    asked.move("return_to", task_of(asked, "fire"), Return(("check",), "keep"))
    asked.move("return_to", task_of(asked, "tax"), Return(("check",), "keep"))

    assert asked.steps() == ["ask", "check"]
    asked.do("check")
    assert sorted(roles(asked)) == ["fire", "roads", "tax"]
    assert drive(asked)["decide"] == 1


def test_who_is_dropped_while_away_does_not_come_back(asked):
    asked.move("return_to", task_of(asked, "fire"), Return(("check",), "keep"))

    asked.move("drop_instance", "ask", "fire")

    assert asked.steps() == ["ask", "ask"]
    assert drive(asked)["decide"] == 1


def test_a_step_that_is_left_by_its_border_does_not_come_straight_back(start):
    drawing = Drawing().start().user("a").border("late", "a", timer("P1D")).user("b").user("c")
    drawing.end().flow("start", "a", "b", "end").flow("late", "c", "end")
    run = start(drawing.process())
    run.do("a")
    back(run, "b", "a", siblings="keep", then="straight")

    run.late("late")

    assert run.steps() == ["c"]
    assert drive(run) == {"c": 1, "end": 1}


def test_an_element_says_that_nobody_returns_from_behind_it(start):
    inside = Drawing().start("in").user("pay", no_return="true").user("book").end("out")
    inside.flow("in", "pay", "book", "out")
    drawing = Drawing().start().user("check").sub("sub", inside).user("decide").end()
    run = start(drawing.flow("start", "check", "sub", "decide", "end").process())
    for step in ("check", "pay"):
        run.do(step)
    assert {one.place: bool(one.refused) for one in run.loaded.returns(run.task("book").id)} == {
        "pay": True,
        "check": True,
    }
    run.do("book")

    refused = [one.refused.code for one in run.loaded.returns(run.task("decide").id)]

    assert refused == ["return.final", "return.final"]


def test_an_instance_that_goes_back_takes_back_its_own_answers_alone(start):
    run = start(nested().process(), item=THREE)
    run.do("check")
    left = next(one for one in run.loaded.open_tasks() if one.step == "look")

    change = run.move("return_to", left.id, Return(("check",), "keep"))

    told = {one.scopes: set(one.places) for one in change.taken_back}
    assert told[()] == {"check"}
    assert {"review", "look", "left", "sum"} <= told[(left.scope,)]


def reviewed_beside():
    """Draw a check, then a review by several beside two other branches."""
    drawing = Drawing().start().user("check").gateway("parallel", "split")
    drawing.user("ask", "=department", loop=loop()).user("tax_desk").user("seal_desk")
    drawing.gateway("parallel", "join").user("decide").end()
    drawing.flow("start", "check", "split", "ask", "join", "decide", "end")
    return drawing.flow("split", "tax_desk", "join").flow("split", "seal_desk", "join")


def test_who_returns_to_a_step_that_is_done_again_comes_back_with_the_other(start):
    run = start(reviewed_beside().process(), item=THREE)
    run.do("check")
    for role in ("fire", "roads"):
        run.move("return_to", task_of(run, role), Return(("check",), "keep"))
    back(run, "tax_desk", "check", siblings="keep")
    assert sorted(run.steps()) == ["ask", "check", "seal_desk"]

    run.do("check")

    assert sorted(run.steps()) == ["ask", "ask", "ask", "seal_desk", "tax_desk"]
    passed = drive(run)
    assert (passed["join"], passed["decide"]) == (1, 1)


def test_the_last_one_may_withdraw_all_others(start):
    run = start(reviewed_beside().process(), item=THREE)
    run.do("check")
    run.move("return_to", task_of(run, "fire"), Return(("check",), "keep"))

    back(run, "tax_desk", "check")

    assert run.steps() == ["check"]
    run.do("check")
    assert sorted(run.steps()) == ["ask", "ask", "ask", "seal_desk", "tax_desk"]
    assert drive(run)["join"] == 1


def test_who_waits_to_be_come_back_to_and_is_withdrawn_leaves_its_instance_to_the_others(start):
    run = start(nested().process(), item=THREE)
    run.do("check")
    run.do("look")
    back(run, "left", "check", siblings="keep", then="straight")
    assert sorted(run.steps()) == ["check", "look", "look", "right"]

    back(run, "right", "look")

    assert run.steps() == ["look", "look", "look"]
    assert drive(run)["decide"] == 1
