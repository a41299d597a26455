"""Where tokens go: the order of the file decides, and nothing is guessed."""

import pytest

from engine.errors import Broken
from engine.run import Run
from tests.engine.drawing import Drawing


def choice(first, second, default="neither"):
    drawing = Drawing().start().user("ask").gateway("exclusive", "which", default=default)
    drawing.end("one").end("two").end("none").flow("start", "ask", "which")
    drawing.flow("which", "one", when=first).flow("which", "two", when=second)
    return drawing.flow("which", "none", id="neither")


@pytest.mark.parametrize(("answer", "end"), [("yes", "one"), ("no", "two"), ("perhaps", "none")])
def test_the_first_condition_that_holds_is_the_way(start, answer, end):
    run = start(choice('=ask.said = "yes"', '=ask.said = "no"').process())

    assert run.do("ask", said=answer).ended == end


def test_ways_are_tried_in_the_order_of_the_file_not_of_the_drawing(start):
    drawing = choice("=true", "=true")
    shapes = '<bpmndi:BPMNShape bpmnElement="{}"><dc:Bounds x="0" y="{}"/></bpmndi:BPMNShape>'
    drawn = "".join(shapes.format(end, y) for end, y in (("one", 900), ("two", 100)))
    spaces = (
        ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"'
        ' xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    )
    drawing.outside.append(f"<bpmndi:BPMNDiagram{spaces}>{drawn}</bpmndi:BPMNDiagram>")

    assert start(drawing.process()).do("ask").ended == "one"


def test_a_condition_that_is_neither_true_nor_false_is_an_incident(start):
    run = start(choice("=ask.count > 3", "=true").process())

    with pytest.raises(Broken, match="neither true nor false"):
        run.loaded.complete(run.task("ask").id, {"count": "many"}, run.at)


def test_no_way_on_is_an_incident(start):
    drawing = Drawing().start().user("ask").gateway("exclusive", "which").end("one").end("two")
    drawing.flow("start", "ask", "which").flow("which", "one", when="=false")
    run = start(drawing.flow("which", "two", when="=false").process())

    with pytest.raises(Broken, match="No way leads on from “which”"):
        run.loaded.complete(run.task("ask").id, {}, run.at)


@pytest.fixture
def three_at_once():
    drawing = Drawing().start().gateway("parallel", "split").gateway("parallel", "join")
    for step in ("a", "b", "c"):
        drawing.user(step).flow("split", step, "join")
    return drawing.user("after").end().flow("start", "split").flow("join", "after", "end")


def test_a_join_waits_for_every_branch(start, three_at_once):
    run = start(three_at_once.process())

    assert run.steps() == ["a", "b", "c"]
    assert run.do("b").opened == ()
    assert run.do("a").opened == ()
    assert [task.step for task in run.do("c").opened] == ["after"]


def test_lists_of_parallel_branches_are_not_merged_into_each_other(start, three_at_once):
    run = start(three_at_once.process())

    run.do("a", points=[1, 2, 3])
    run.do("b", points=[3])
    run.do("c", points=[])

    assert [run.data()[step]["points"] for step in "abc"] == [[1, 2, 3], [3], []]


def test_a_parallel_gateway_in_a_loop_goes_a_thousand_rounds(at):
    drawing = Drawing().start().gateway("exclusive", "again").gateway("parallel", "split")
    drawing.user("a").user("b").gateway("parallel", "join").gateway("exclusive", "more", "out")
    drawing.end().flow("start", "again", "split", "a", "join", "more").flow("split", "b", "join")
    drawing.flow("more", "again", when="=a.more").flow("more", "end", id="out")
    process = drawing.process()
    run, change = Run.start(process, {}, {}, at)
    for _ in range(1000):
        first, second = change.opened
        run.complete(first.id, {"more": True}, at)
        change = run.complete(second.id, {}, at)

    assert [task.step for task in change.opened] == ["a", "b"]
    assert len(run.save()) < 1000


@pytest.fixture
def some_of_three(start):
    drawing = Drawing().start().user("ask").gateway("inclusive", "which", default="to_c")
    drawing.gateway("inclusive", "together").flow("start", "ask", "which")
    for step in ("a", "b"):
        drawing.user(step).flow("which", step, when=f"=ask.{step}").flow(step, "together")
    drawing.user("c").flow("which", "c", id="to_c").flow("c", "together")
    drawing.user("after").end().flow("together", "after", "end")
    return start(drawing.process())


def test_an_inclusive_gateway_takes_every_way_that_holds_and_waits_for_those(some_of_three):
    some_of_three.do("ask", a=True, b=True)

    assert some_of_three.steps() == ["a", "b"]
    assert some_of_three.do("b").opened == ()
    assert [task.step for task in some_of_three.do("a").opened] == ["after"]


def test_an_inclusive_gateway_takes_its_default_when_nothing_holds(some_of_three):
    some_of_three.do("ask", a=False, b=False)

    assert some_of_three.steps() == ["c"]
    assert [task.step for task in some_of_three.do("c").opened] == ["after"]


def test_a_loop_without_people_is_an_incident_not_an_endless_move(at):
    drawing = Drawing().start().gateway("exclusive", "again").gateway("exclusive", "more", "out")
    drawing.end().flow("start", "again", "more").flow("more", "again", when="=true")
    process = drawing.flow("more", "end", id="out").process()
    with pytest.raises(Broken, match="More than 2000 steps"):
        Run.start(process, {}, {}, at)
