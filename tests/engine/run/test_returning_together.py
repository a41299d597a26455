"""Several come back to one step together, and one of them is not waited for any more.

Decisions 150 and 215: whoever else came back still comes back, and nobody comes back twice.
"""

import pytest

from engine.change import Return
from engine.errors import Conflict
from tests.engine.drawing import Drawing, loop, timer
from tests.engine.run.test_returning import back, drive
from tests.engine.run.test_returning_within import THREE, roles, task_of

TWO_ARE_ENOUGH = "=numberOfCompletedInstances = 2"
ONCE = {"decide": 1, "end": 1}


def beside(*before, until=None, kind="parallel", when=None):
    """Draw a check, then a review by several, with steps before it, beside one desk."""
    drawing = Drawing().start().user("check").gateway(kind, "split").user("desk")
    drawing.user("ask", "=department", loop=loop(until=until))
    for step in before:
        drawing.user(step)
    drawing.gateway(kind, "join").user("decide").end()
    drawing.flow("start", "check", "split").flow("join", "decide", "end")
    drawing.flow("split", (*before, "ask")[0], when=when).flow(*before, "ask", "join")
    return drawing.flow("split", "desk", when=when and "=true").flow("desk", "join")


def behind(until=None):
    """Draw two branches, and a review by several behind their join."""
    drawing = Drawing().start().gateway("parallel", "split").user("a").user("b")
    drawing.gateway("parallel", "join").user("ask", "=department", loop=loop(until=until))
    drawing.user("decide").end().flow("start", "split", "a", "join", "ask", "decide", "end")
    return drawing.flow("split", "b", "join")


def leave(run, role, step="check"):
    """Return one of several while the others stay."""
    run.move("return_to", task_of(run, role), Return((step,), "keep"))


def begun(start, drawing, *steps):
    run = start(drawing.process(), item=THREE)
    for step in steps:
        run.do(step, n=1)
    return run


def test_a_branch_still_comes_back_when_enough_is_known_without_the_one_beside_it(start):
    run = begun(start, beside(until=TWO_ARE_ENOUGH), "check")
    leave(run, "fire")
    back(run, "desk", "check", siblings="keep")

    run.do("ask")
    run.do("ask")

    assert run.steps() == ["check"]
    run.do("check")
    assert run.steps() == ["desk"]
    assert drive(run) == {"desk": 1, "join": 1, **ONCE}


def test_who_is_on_the_way_back_goes_alone_when_enough_is_known(start):
    run = begun(start, beside("look", until=TWO_ARE_ENOUGH), "check", "look")
    leave(run, "fire")
    back(run, "desk", "check", siblings="keep")
    run.do("check")
    assert sorted(run.steps()) == ["ask", "ask", "desk", "look"]

    run.do("ask")
    run.do("ask")

    assert run.steps() == ["desk"]
    assert drive(run) == {"desk": 1, "join": 1, **ONCE}


@pytest.mark.parametrize("desk", [True, False])
def test_one_of_two_who_are_away_is_asked_no_more(start, desk):
    run = begun(start, beside(), "check")
    leave(run, "fire")
    leave(run, "tax")
    if desk:
        back(run, "desk", "check", siblings="keep")

    run.move("drop_instance", "ask", "fire")

    run.do("check")
    assert sorted(roles(run)) == ["roads", "tax"]
    assert drive(run) == {"desk": 1, "ask": 1, "join": 1, **ONCE}


def test_who_came_again_to_a_fork_counts_as_come_on_his_own_flow(start):
    run = begun(start, beside("look"), "check", "look")
    run.do("desk")
    run.do("ask", n=1)
    leave(run, "roads")
    run.do("check")
    back(run, "look", "check", siblings="keep")
    leave(run, "tax")

    run.do("check")

    assert run.steps() == ["look"]
    assert drive(run) == {"look": 1, "ask": 1, "join": 1, **ONCE}


def test_two_reviews_beside_each_other_come_back_each_by_itself(start):
    drawing = Drawing().start().user("check").gateway("parallel", "split")
    for name in ("ask", "hear"):
        drawing.user(name, "=department", loop=loop(until=TWO_ARE_ENOUGH))
        drawing.flow("split", name, "join")
    drawing.gateway("parallel", "join").user("decide").end()
    drawing.flow("start", "check", "split").flow("join", "decide", "end")
    run = begun(start, drawing, "check")
    leave(run, "fire")
    heard = next(one.id for one in run.loaded.open_tasks() if one.step == "hear")
    run.move("return_to", heard, Return(("check",), "keep"))
    for step in ("ask", "ask", "check"):
        run.do(step)

    assert run.steps() == ["hear", "hear", "hear"]
    assert drive(run) == {"hear": 1, "join": 1, **ONCE}


def test_who_waits_at_a_join_for_one_who_need_not_come_back_waits_no_more(start):
    run = begun(start, behind(TWO_ARE_ENOUGH), "a", "b")
    leave(run, "fire", "a")

    run.do("ask")
    run.do("ask")

    assert run.steps() == ["decide"]
    assert drive(run) == ONCE


def test_who_waits_at_a_join_for_one_who_is_dropped_waits_no_more(start):
    run = begun(start, behind(), "a", "b")
    leave(run, "fire", "a")

    run.move("drop_instance", "ask", "fire")

    assert run.steps() == ["ask", "ask"]
    assert drive(run) == {"ask": 1, **ONCE}


def test_a_review_that_is_not_begun_again_is_withdrawn(start):
    run = begun(start, beside(kind="inclusive", when="=check.n = 1"), "check")
    leave(run, "fire")

    run.do("check", n=2)

    assert run.steps() == ["desk"]
    assert drive(run) == {"desk": 1, "join": 1, **ONCE}


def test_who_waits_at_a_join_goes_further_back_with_whoever_returned(start):
    run = begun(start, behind_a_check(), "check", "a", "b")
    leave(run, "fire", "a")

    back(run, "a", "check", siblings="keep")
    for step in ("check", "a"):
        run.do(step)

    assert sorted(roles(run)) == ["fire", "roads", "tax"]
    assert drive(run) == {"ask": 1, **ONCE}


def behind_a_check():
    """Draw a check before the two branches."""
    drawing = behind()
    drawing.lines = [line for line in drawing.lines if 'id="start_to_split"' not in line]
    return drawing.user("check").flow("start", "check", "split")


def test_what_began_with_an_event_beside_a_step_is_not_done_again_without_that_step(start):
    drawing = Drawing().start().user("check").user("ask").user("remind").end("told").user("decide")
    drawing.border("late", "ask", timer("P2D"), interrupting=False).flow("late", "remind", "told")
    run = begun(start, drawing.end().flow("start", "check", "ask", "decide", "end"), "check")
    run.late("late")

    (goal,) = run.loaded.returns(run.task("remind").id)
    again = [one.siblings for one in goal.previews if one.then == "again"]

    assert again == ["cancel"]
    with pytest.raises(Conflict, match="came of “late” beside another step"):
        back(run, "remind", "check", siblings="keep")
    back(run, "remind", "check")
    assert run.steps() == ["check"]


def test_what_branches_wrote_that_have_ended_is_taken_back_with_what_they_came_of(start):
    drawing = Drawing().start().user("check").gateway("parallel", "split").user("c").user("d")
    drawing.end().flow("start", "check", "split", "c", "d", "end")
    for step in ("a", "b"):
        drawing.user(step).end(f"{step}_end").flow("split", step, f"{step}_end")
    run = begun(start, drawing, "check", "a", "b", "c")

    change = back(run, "d", "check")

    assert run.data() == {}
    assert {"a", "b", "c"} <= {place for told in change.taken_back for place in told.places}


def test_reminders_that_have_ended_are_taken_back_and_do_not_grow(start):
    drawing = Drawing().start().user("check").user("ask").user("remind").end("told").end()
    drawing.border("late", "ask", timer("R20/P2D", "timeCycle"), interrupting=False)
    drawing.flow("start", "check", "ask", "end").flow("late", "remind", "told")
    run, sizes = begun(start, drawing, "check"), []
    for n in range(12):
        run.late("late")
        run.do("remind", n=n)
        sizes.append(len(run.state))
    assert max(sizes[-4:]) <= max(sizes[2:6]) + 8

    back(run, "ask", "check")

    assert run.data() == {}
