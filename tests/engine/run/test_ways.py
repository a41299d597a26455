"""Several flows into and out of activities and events: nothing but what the standard says."""

import pytest

from engine.errors import Broken, Invalid
from tests.engine.drawing import Drawing, loop, timer

GROUP = '<zeebe:assignmentDefinition candidateGroups="window/clerk"/>'


def fork():
    drawing = Drawing().start().user("ask").user("a").user("b").end()
    return drawing.flow("start", "ask").flow("a", "end").flow("b", "end")


def test_every_flow_out_of_a_task_is_taken_in_the_order_of_the_file(start):
    run = start(fork().flow("ask", "b").flow("ask", "a").process())

    assert [task.step for task in run.do("ask").opened] == ["b", "a"]
    assert run.do("a").ended is None
    assert run.do("b").ended == "end"


@pytest.mark.parametrize(
    ("said", "opened"), [("a", ["a"]), ("b", ["b"]), ("both", ["a", "b"]), ("none", ["c"])]
)
def test_conditions_behind_a_task_split_as_an_inclusive_gateway_does(start, said, opened):
    drawing = Drawing().start().element("userTask", "ask", GROUP, default="else")
    drawing.user("a").user("b").user("c").end().flow("start", "ask")
    drawing.flow("ask", "a", when='=ask.said in ("a", "both")')
    drawing.flow("ask", "b", when='=ask.said in ("b", "both")').flow("ask", "c", id="else")
    drawing.flow("a", "end").flow("b", "end").flow("c", "end")

    assert [task.step for task in start(drawing.process()).do("ask", said=said).opened] == opened


def test_a_flow_without_condition_is_taken_beside_those_that_hold(start):
    run = start(fork().flow("ask", "a").flow("ask", "b", when="=ask.more").process())

    assert [task.step for task in run.do("ask", more=False).opened] == ["a"]


def test_no_way_on_from_a_task_is_an_incident(start):
    drawing = fork().flow("ask", "a", when="=ask.a").flow("ask", "b", when="=ask.b")
    run = start(drawing.process())

    with pytest.raises(Broken, match="No way leads on from “ask”"):
        run.loaded.complete(run.task("ask").id, {"a": False, "b": False}, run.at)


def test_every_token_that_comes_to_a_task_asks_again(start):
    drawing = Drawing().start().gateway("parallel", "split").user("ask").end()
    drawing.flow("start", "split").flow("split", "ask", id="one").flow("split", "ask", id="two")
    run = start(drawing.flow("ask", "end").process())

    assert run.steps() == ["ask", "ask"]
    assert run.do("ask").ended is None
    assert run.do("ask").ended == "end"


def test_several_flows_leave_events_too(start):
    inside = Drawing().start("in").user("work").end("out").flow("in", "work", "out")
    drawing = Drawing().start().sub("body", inside).border("late", "body", timer("P1D"), False)
    drawing.user("a").user("b").user("c").end()
    drawing.flow("start", "body").flow("start", "c").flow("late", "a").flow("late", "b")
    for step in ("body", "a", "b", "c"):
        drawing.flow(step, "end")
    run = start(drawing.process())

    assert run.steps() == ["c", "work"]
    assert [task.step for task in run.late("late").opened] == ["a", "b"]
    assert [run.do(step).ended for step in ("work", "a", "b", "c")] == [None, None, None, "end"]


def test_an_interrupted_task_takes_none_of_its_own_flows(start):
    drawing = fork().flow("ask", "a").flow("ask", "b").border("late", "ask", timer("P1D"))
    run = start(drawing.user("urge").flow("late", "urge", "end").process())

    assert [task.step for task in run.late("late").opened] == ["urge"]
    assert run.steps() == ["urge"]


def test_each_token_has_a_border_of_its_own(start):
    drawing = Drawing().start().gateway("parallel", "split").user("ask").end().user("urge")
    drawing.flow("start", "split").flow("split", "ask", id="one").flow("split", "ask", id="two")
    drawing.border("late", "ask", timer("P1D")).flow("ask", "end").flow("late", "urge", "end")
    run = start(drawing.process())

    run.late("late")

    assert run.steps() == ["ask", "urge"]
    assert [timer.step for timer in run.loaded.timers()] == ["late"]


def test_several_instances_go_on_by_every_flow_once(start):
    drawing = Drawing().start().user("ask", loop=loop()).user("a").user("b").end()
    drawing.flow("start", "ask", "a", "end").flow("ask", "b", "end")
    run = start(drawing.process(), item={"departments": ["fire", "tax"]})

    run.do("ask")
    assert [task.step for task in run.do("ask").opened] == ["a", "b"]


def test_a_condition_nobody_asks_for_is_refused():
    drawing = Drawing().start().user("ask").end().flow("start", "ask", when="=true")

    with pytest.raises(Invalid) as refusal:
        drawing.flow("ask", "end").process()

    assert [fault.code for fault in refusal.value.faults] == ["flow.condition_ignored"]
