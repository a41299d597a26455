"""What names hold after a return out of a later turn of a loop; decision 176."""

import pytest

from engine.change import Return
from engine.errors import Conflict
from tests.engine.drawing import Drawing


def back(run, step, *to):
    return run.move("return_to", run.task(step).id, Return(to))


def round_and_round():
    """Draw a step, two steps that go round, and one behind them."""
    drawing = Drawing().start().user("apply").gateway("exclusive", "again").user("a").user("b")
    drawing.gateway("exclusive", "more", default="out").user("c").end()
    drawing.flow("start", "apply", "again", "a", "b", "more").flow("c", "end")
    return drawing.flow("more", "again", when="=b.n < 3").flow("more", "c", id="out")


def gone_round(start):
    run = start(round_and_round().process())
    run.do("apply", n=0)
    for n in (1, 2, 3):
        run.do("a", n=n)
        run.do("b", n=n)
    return run


def test_a_return_to_before_a_loop_takes_back_all_its_turns(start):
    run = gone_round(start)

    back(run, "c", "apply")

    assert run.data() == {}


def test_after_a_return_within_a_loop_the_earlier_turns_are_still_known(start):
    run = gone_round(start)
    back(run, "c", "a")
    assert run.data() == {"apply": {"n": 0}, "a": {"n": 2}, "b": {"n": 2}}

    back(run, "a", "apply")

    assert run.data() == {}


def test_after_a_return_into_the_second_turn_one_returns_to_the_first(start):
    run = start(round_and_round().process())
    run.do("apply", n=0)
    for n in (1, 3):
        run.do("a", n=n)
        run.do("b", n=n)
    back(run, "c", "a")

    back(run, "a", "b")

    assert (run.steps(), run.data()) == (["b"], {"apply": {"n": 0}, "a": {"n": 1}})
    back(run, "b", "a")
    assert (run.steps(), run.data()) == (["a"], {"apply": {"n": 0}})


def test_of_more_turns_it_is_said_that_too_little_is_known(start):
    run = gone_round(start)
    back(run, "c", "a")

    told = {one.place: one.refused and one.refused.code for one in run.loaded.returns(task(run))}

    assert told == {"apply": None, "a": "return.earlier_turn", "b": "return.earlier_turn"}
    with pytest.raises(Conflict, match="“b” was done in an earlier turn"):
        run.loaded.return_to(task(run), Return(("b",)), run.at)


def task(run):
    return run.loaded.open_tasks()[0].id


def forked_round():
    """Draw a round of two branches, x or y in one and b in the other, and a step behind it."""
    drawing = Drawing().start().user("apply").gateway("exclusive", "again")
    drawing.user("round").user("b").user("c").end()
    drawing.gateway("parallel", "split").gateway("parallel", "join").gateway("exclusive", "met")
    drawing.gateway("exclusive", "which", default="to_y").user("x").user("y")
    drawing.gateway("exclusive", "more", default="out").flow("start", "apply", "again", "round")
    drawing.flow("round", "split", "b", "join", "more").flow("split", "which")
    drawing.flow("which", "x", when="=round.n > 1").flow("which", "y", id="to_y")
    drawing.flow("x", "met").flow("y", "met", "join").flow("c", "end")
    return drawing.flow("more", "again", when="=round.n > 1").flow("more", "c", id="out")


FIRST_ROUND = {"apply": {"n": 1}, "round": {"n": 2}, "x": {"n": 3}, "b": {"n": 4}}


def second_round(start, *first, again=()):
    run = start(forked_round().process())
    for step in ("apply", "round", *first):
        run.do(step, **FIRST_ROUND[step])
    run.do("round", n=0)
    for step in again:
        run.do(step, n=5)
    return run


@pytest.mark.parametrize("first", [("x", "b"), ("b", "x")])
@pytest.mark.parametrize("again", [(), ("b",)])
@pytest.mark.parametrize(("step", "gone"), [("x", {"x"}), ("b", {"b"}), ("round", set())])
def test_the_other_branch_of_an_earlier_turn_stays(start, first, again, step, gone):
    run = second_round(start, *first, again=again)

    back(run, "y", step)

    assert run.data() == {name: FIRST_ROUND[name] for name in FIRST_ROUND.keys() - gone}


@pytest.mark.parametrize("first", [("x", "b"), ("b", "x")])
@pytest.mark.parametrize("again", [(), ("b",)])
def test_the_other_branch_of_an_earlier_turn_goes_with_what_was_before_it(start, first, again):
    run = second_round(start, *first, again=again)
    back(run, "y", "x")

    back(run, "x", "apply")

    assert run.data() == {}


@pytest.mark.parametrize("first", [("x", "b"), ("b", "x")])
@pytest.mark.parametrize("again", [("x", "b"), ("b", "x")])
def test_what_both_branches_wrote_in_turn_goes_with_what_was_before_them(start, first, again):
    run = start(forked_round().process())
    for step in ("apply", "round", *first, "round", *again):
        run.do(step, **FIRST_ROUND[step])
    back(run, "round", "round")
    assert run.data() == FIRST_ROUND

    back(run, "round", "apply")

    assert run.data() == {}


def test_what_only_one_of_several_tokens_knows_of_an_earlier_turn_is_not_forgotten(start):
    run = second_round(start, "x", "b", again=("b", "y"))
    back(run, "c", "y")
    back(run, "y", "round")
    assert run.data() == FIRST_ROUND

    back(run, "round", "apply")

    assert run.data() == {}


def test_of_several_earlier_turns_what_the_last_wrote_comes_again(start):
    run = start(forked_round().process())
    run.do("apply", n=0)
    for n in (2, 3, 4):
        run.do("round", n=n)
        run.do("x", n=n)
        run.do("b", n=n)

    back(run, "round", "x")

    assert run.data()["x"] == {"n": 3}


def test_the_state_after_many_turns_of_branches_is_as_large_as_after_a_few(start):
    run, sizes = start(forked_round().process()), []
    run.do("apply", n=0)
    for _ in range(20):
        for step in ("round", "x", "b", "round", "b", "x"):
            run.do(step, n=2)
        sizes.append(len(run.state))

    assert max(sizes[-4:]) <= max(sizes[:4]) + 8, sizes


def own_turns():
    """Draw rounds of two branches; in one of them b goes round by itself."""
    drawing = Drawing().start().user("apply").user("a").user("b").user("c").user("d").end()
    drawing.gateway("exclusive", "again").gateway("exclusive", "b_again")
    drawing.gateway("parallel", "split").gateway("parallel", "join")
    drawing.gateway("exclusive", "b_done", "b_out").gateway("exclusive", "more", "out")
    drawing.flow("start", "apply", "again", "split", "a", "join", "c", "more").flow("d", "end")
    drawing.flow("split", "b_again", "b", "b_done").flow("b_done", "join", id="b_out")
    drawing.flow("b_done", "b_again", when="=b.n = 1").flow("more", "d", id="out")
    return drawing.flow("more", "again", when="=c.n = 1")


def test_what_a_branch_wrote_in_turns_of_its_own_goes_with_what_was_before_them(start):
    run = start(own_turns().process())
    for step, n in (("apply", 0), ("b", 1), ("b", 0), ("a", 0), ("c", 1), ("a", 0), ("b", 0)):
        run.do(step, n=n)
    run.do("c", n=0)
    back(run, "d", "a")

    back(run, "a", "apply")

    assert run.data() == {}


@pytest.mark.parametrize("again", [(), ("b",)])
def test_into_a_branch_of_an_earlier_turn_nobody_returns_further_within_that_turn(start, again):
    run = second_round(start, "x", "b", again=again)
    back(run, "y", "x")

    told = {one.place: one.refused and one.refused.code for one in run.loaded.returns(task(run))}

    assert (told["round"], told["apply"]) == ("return.earlier_turn", None)
