"""Standard loops: the same activity again, its answers where the activity's always are."""

import pytest

from engine.change import Passed
from engine.errors import Broken
from engine.run import Run
from tests.engine.drawing import TERMINATE, Drawing, loop, timer, turns


def asking(characteristics, **settings):
    drawing = Drawing().start().user("ask", loop=characteristics, **settings).user("next").end()
    return drawing.flow("start", "ask", "next", "end")


def test_a_loop_goes_on_while_its_condition_holds(start):
    run = start(asking(turns("=ask.more")).process())

    assert [task.step for task in run.do("ask", more=True).opened] == ["ask"]
    assert [task.step for task in run.do("ask", more=False).opened] == ["next"]
    assert run.data() == {"ask": {"more": False}}


def test_a_loop_ends_with_its_maximum(start):
    run = start(asking(turns("=ask.more", most=3)).process())

    for _ in range(3):
        assert run.steps() == ["ask"]
        run.do("ask", more=True)

    assert run.steps() == ["next"]


def test_a_loop_without_condition_turns_as_often_as_it_says(start):
    run = start(asking(turns(most=2)).process())

    run.do("ask")
    assert [task.step for task in run.do("ask").opened] == ["next"]


@pytest.mark.parametrize(("wanted", "asked"), [(True, ["ask"]), (False, ["next"])])
def test_a_loop_may_ask_before_its_first_turn(start, wanted, asked):
    run = start(asking(turns("=item.wanted", before=True)).process(), item={"wanted": wanted})

    assert run.steps() == asked


def test_turns_are_counted_from_one_and_the_condition_knows_how_many_there_were(start):
    drawn = asking(turns("=loopCounter < 2", before=True), limit="=loopCounter")
    run = start(drawn.process())

    assert run.task("ask").limit.number == 1
    assert run.do("ask").opened[0].limit.number == 2
    assert [task.step for task in run.do("ask").opened] == ["next"]
    assert "loopCounter" not in run.loaded.names(run.task("next").id)


def test_a_loop_is_gone_through_once_when_it_is_over(start):
    run = start(asking(turns(most=2), paper="SLIP").process())

    first, second = run.do("ask"), run.do("ask")

    assert (first.passed, second.passed) == ((), (Passed("ask", "userTask", "ask"),))
    assert [len(change.papers) for change in (first, second)] == [1, 1]


def test_a_condition_that_is_neither_true_nor_false_is_an_incident(start):
    run = start(asking(turns("=ask.more")).process())

    with pytest.raises(Broken, match="neither true nor false"):
        run.loaded.complete(run.task("ask").id, {}, run.at)


def repeated_sub(characteristics, cause=""):
    inside = Drawing().start("in").user("ask").user("check").end("out", cause)
    inside.flow("in", "ask", "check", "out")
    drawing = Drawing().start().sub("body", inside, characteristics).user("next").end()
    return drawing.flow("start", "body", "next", "end")


def test_a_sub_process_may_loop(start):
    run = start(repeated_sub(turns("=check.again")).process())

    for again in (True, False):
        run.do("ask", turn=again)
        run.do("check", again=again)

    assert run.steps() == ["next"]
    assert run.data() == {"ask": {"turn": False}, "check": {"again": False}}


def test_a_terminate_event_ends_its_turn_only(start):
    run = start(repeated_sub(turns(most=2), TERMINATE).process())

    for _ in range(2):
        run.do("ask")
        run.do("check")

    assert run.steps() == ["next"]


def test_the_border_of_a_loop_counts_from_its_first_turn_and_ends_all(start):
    drawing = asking(turns("=ask.more")).border("late", "ask", timer("P5D")).user("urge")
    run = start(drawing.flow("late", "urge", "end").process())
    limit = run.loaded.timers()

    run.do("ask", more=True)
    assert run.loaded.timers() == limit
    change = run.late("late")

    assert len(change.closed) == 1
    assert run.steps() == ["urge"]


def test_several_instances_in_each_turn_of_a_loop(start):
    characteristics = loop(output="answers", result="=ask.said")
    inside = Drawing().start("in").user("ask", "=department", loop=characteristics).end("out")
    inside.flow("in", "ask", "out")
    drawing = Drawing().start().sub("body", inside, turns('="no" in answers')).user("next").end()
    departments = {"departments": ["fire", "tax"]}
    run = start(drawing.flow("start", "body", "next", "end").process(), item=departments)

    for said in ("no", "yes"):
        assert run.steps() == ["ask", "ask"]
        run.do("ask", said=said)
        run.do("ask", said="yes")

    assert (run.steps(), run.data()) == (["next"], {"answers": ["yes", "yes"]})


def test_a_loop_in_each_instance_turns_by_itself(start):
    inside = Drawing().start("in").user("ask", "=department", loop=turns("=ask.more")).end("out")
    inside.flow("in", "ask", "out")
    drawing = Drawing().start().sub("body", inside, loop()).user("next").end()
    departments = {"departments": ["fire", "tax"]}
    run = start(drawing.flow("start", "body", "next", "end").process(), item=departments)

    answers = [True, False, False]
    assert [len(run.do("ask", more=more).opened) for more in answers] == [1, 0, 1]


def test_a_loop_of_which_nobody_knows_is_an_incident_not_an_endless_move(at):
    inside = Drawing().start("in").end("out").flow("in", "out")
    drawing = Drawing().start().sub("body", inside, turns("=true")).end()
    process = drawing.flow("start", "body", "end").process()

    with pytest.raises(Broken, match="More than 2000 steps"):
        Run.start(process, {}, {}, at)
