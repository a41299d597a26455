"""Rows A of the abuse list that no reader can see: what a run does with such values.

Each is an incident in the same step, before anything else happens.
"""

import pytest

from engine.errors import Broken
from engine.feel.decisions import DecisionModel
from engine.run import Run
from tests.engine.drawing import Drawing, loop, times
from tests.engine.feel.dmn import decision, model, output, table
from tests.engine.model.driver import AT
from tests.engine.shelf import Shelf


def incident(drawing, item=None, library=None, application=None, **files):
    """Start a run; return the code of its incident."""
    process = drawing.process(**files)
    with pytest.raises(Broken) as broken:
        Run.start(process, application or {}, item or {}, AT, library=library or Shelf())
    return broken.value.code


def asking(characteristics):
    drawing = Drawing().start().user("ask", loop=characteristics).end()
    return drawing.flow("start", "ask", "end")


def deciding(policy):
    rules = [("< 100", '"low"'), ("[60..80]", '"high"')]
    decided = table(policy, ["application.x"], [output("kind", '"high","low"')], rules)
    called = '<zeebe:calledDecision decisionId="kind" resultVariable="kind"/>'
    drawing = Drawing().start().element("businessRuleTask", "decide", called).user("ask").end()
    return drawing.flow("start", "decide", "ask", "end"), model(decision("kind", decided))


def calling(key, other):
    drawing = Drawing(key).start().call("call", other).end()
    return drawing.flow("start", "call", "end")


def test_A26_processes_that_call_each_other_come_to_an_end():
    shelf = Shelf(calling("a", "b").process(), calling("b", "a").process())

    assert incident(calling("a", "b"), library=shelf) == "call.too_deep"


def test_A27_a_process_that_is_not_there_is_an_incident():
    assert incident(calling("a", "nobody")) == "call.unknown"


def test_A28_a_loop_in_which_nobody_waits_comes_to_an_end():
    drawing = Drawing().start().gateway("exclusive", "a").gateway("exclusive", "b", "on").end()
    drawing.flow("start", "a", "b").flow("b", "a", when="=true").flow("b", "end", id="on")

    assert incident(drawing) == "run.endless"


@pytest.mark.parametrize("count", [201, 100_000, 1_000_000])
def test_A29_nobody_is_asked_when_too_many_would_be(count):
    asked = incident(asking(loop()), item={"departments": [1] * count})

    assert asked == "instances.too_many"


@pytest.mark.parametrize("count", ["=-1", "=2.5", '="x"', "=null"])
def test_A30_a_number_of_instances_is_a_number(count):
    assert incident(asking(times(count))) == "instances.no_count"


@pytest.mark.parametrize("listed", [[None, 1], "财政局", {"a": 1}, None])
def test_A31_a_list_of_instances_is_a_list_without_gaps(listed):
    assert incident(asking(loop()), item={"departments": listed}) == "instances.no_list"


def test_A32_two_answers_where_one_is_promised_are_an_incident():
    drawing, raw = deciding("UNIQUE")

    assert incident(drawing, application={"x": 70}, kind__dmn=raw) == "decision.failed"


@pytest.mark.parametrize(
    ("policy", "found"), [("PRIORITY", "high"), ("OUTPUT ORDER", ["high", "low"])]
)
def test_A33_the_order_of_answers_is_that_of_the_policy(policy, found):
    _, raw = deciding(policy)

    assert (
        DecisionModel.read(raw, "kind.dmn").decide("kind", {"application": {"x": 70}}, AT) == found
    )


def test_A34_no_answer_is_null_and_nothing_that_needs_one_goes_on():
    drawing, raw = deciding("UNIQUE")
    drawing.lines[2] = Drawing().user("ask", limit="=kind").lines[0]

    assert incident(drawing, application={"x": 500}, kind__dmn=raw) == "task.no_limit"
